// Choosing attributes: what people have in common, from the list that everybody on the site uses.
//
// A field of attributes gets, below it, what is chosen by kind and a button that opens the whole list to tick from.

frappe.provide("mentoring_scheme");

mentoring_scheme.attributes = (() => {
	const DOCTYPE = "Mentoring Attribute";
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	/** Set up a field of attributes once. `kind`: it takes attributes of this kind only. */
	function set_up(frm, fieldname, kind = null) {
		const field = frm.fields_dict[fieldname];
		if (kind) field.get_query = () => ({ filters: { kind } });
		// the platform makes the new document, but does not put it into a field that takes several
		field.new_doc = () => {
			make(kind, field.$input.val(), ({ name, attribute }) => {
				field.$input.val("");
				const ticked = new Map((frm.doc[fieldname] || []).map((row) => [row.attribute, null]));
				take_over(frm, fieldname, ticked.set(name, attribute));
			});
			return false;
		};
	}

	/** Show what is chosen by kind, and the way to the list. Called when the form or the field changes. */
	async function show(frm, fieldname, kind = null) {
		const wrapper = frm.fields_dict[fieldname]?.$wrapper[0];
		if (!wrapper) return;
		const place = tools_of(wrapper);
		const may_choose = Boolean(frm.perm[0].write);
		place.innerHTML = `<p class="attributes-chosen"></p>
			${may_choose ? `<button type="button" class="btn btn-default btn-xs">${__("Choose from the list")}</button>` : ""}`;
		place.querySelector("button")?.addEventListener("click", () => choose(frm, fieldname, kind));
		if (!kind) place.querySelector("p").innerHTML = chosen_html(frm.doc[fieldname] || []);
	}

	function tools_of(wrapper) {
		let place = wrapper.querySelector(".attributes-tools");
		if (!place) {
			place = document.createElement("div");
			place.className = "attributes-tools";
			wrapper.append(place);
		}
		return place;
	}

	/** The name of an attribute says its kind first: "Expertise: Autism". */
	function chosen_html(rows) {
		const kinds = new Map();
		rows.map((row) => row.attribute || "")
			.filter((name) => name.includes(": "))
			.forEach((name) => {
				const at = name.indexOf(": ");
				const kind = name.slice(0, at);
				kinds.set(kind, [...(kinds.get(kind) || []), name.slice(at + 2)]);
			});
		return [...kinds]
			.sort()
			.map(
				([kind, words]) =>
					`<span class="attributes-kind"><strong>${escape(__(kind))}:</strong> ${escape(words.join(", "))}</span>`
			)
			.join("");
	}

	// --- the list to tick from

	async function choose(frm, fieldname, kind) {
		const [kinds, listed] = await Promise.all([kinds_of(kind), listed_of(kind)]);
		const chosen = new Set((frm.doc[fieldname] || []).map((row) => row.attribute));
		const dialog = new frappe.ui.Dialog({
			title: __(frappe.meta.get_label(frm.doctype, fieldname)),
			size: "large",
			fields: [{ fieldtype: "HTML", fieldname: "list", options: list_html(kinds, listed, chosen) }],
			primary_action_label: __("Choose these"),
			primary_action() {
				dialog.hide();
				take_over(frm, fieldname, ticked_of(dialog));
			},
		});
		dialog.$wrapper.on("input", "[type='search']", (event) => narrow(dialog, event.target.value));
		dialog.$wrapper.on("click", "[data-add]", (event) => add(dialog, event.currentTarget.dataset.add));
		dialog.show();
	}

	async function kinds_of(kind) {
		if (kind) return [kind];
		await frappe.model.with_doctype(DOCTYPE);
		return frappe.meta.get_docfield(DOCTYPE, "kind").options.split("\n");
	}

	function listed_of(kind) {
		return frappe.db.get_list(DOCTYPE, {
			fields: ["name", "kind", "attribute", "description"],
			filters: kind ? { kind } : {},
			order_by: "attribute asc",
			limit: 0,
		});
	}

	function list_html(kinds, listed, chosen) {
		const groups = kinds.map((kind) =>
			group_html(
				kind,
				listed.filter((each) => each.kind === kind),
				chosen
			)
		);
		return `<input type="search" class="form-control" placeholder="${__("Search the list")}" aria-label="${__("Search the list")}">
			<div class="attributes-groups">${groups.join("")}</div>`;
	}

	function group_html(kind, listed, chosen) {
		const add_button = frappe.model.can_create(DOCTYPE)
			? `<button type="button" class="btn btn-default btn-xs" data-add="${escape(kind)}">${__("Add to the list")}<span class="sr-only">: ${escape(__(kind))}</span></button>`
			: "";
		return `<fieldset data-kind="${escape(kind)}">
			<legend>${escape(__(kind))}</legend>
			<div class="attributes-boxes">${listed.map((each) => box_html(each, chosen.has(each.name))).join("")}</div>
			${add_button}
		</fieldset>`;
	}

	function box_html({ name, attribute, description }, is_chosen) {
		const help = description ? `<span class="text-muted">${escape(description)}</span>` : "";
		return `<label><input type="checkbox" value="${escape(name)}" data-words="${escape(attribute)}" ${is_chosen ? "checked" : ""}>
			<span>${escape(attribute)} ${help}</span>
		</label>`;
	}

	/** Leave in sight what has the words that are searched for. */
	function narrow(dialog, words) {
		const wanted = words.trim().toLowerCase();
		dialog.$wrapper[0].querySelectorAll(".attributes-boxes label").forEach((label) => {
			label.hidden = !label.textContent.toLowerCase().includes(wanted);
		});
	}

	/** A word that the list lacks, of the kind that the button stands under. */
	function add(dialog, kind) {
		make(kind, "", (made) => {
			const groups = [...dialog.$wrapper[0].querySelectorAll("fieldset")];
			const boxes = groups
				.find((each) => each.dataset.kind === kind)
				.querySelector(".attributes-boxes");
			boxes.insertAdjacentHTML("beforeend", box_html(made, true));
			boxes.lastElementChild.querySelector("input").focus();
		});
	}

	/** Ask for a new attribute and add it to the list; `done` gets it. Without a `kind` that is asked for as well. */
	async function make(kind, words, done) {
		const kinds = await kinds_of(kind);
		const fields = [
			{
				fieldtype: "Select",
				fieldname: "kind",
				label: __("Kind"),
				options: kinds,
				default: kind || "",
				read_only: kind ? 1 : 0,
				reqd: 1,
			},
			{
				fieldtype: "Data",
				fieldname: "attribute",
				label: __("Attribute"),
				description: __("Short, as everybody would say it. It is in the list for everybody then."),
				default: words,
				reqd: 1,
			},
		];
		const insert = async ({ kind: chosen, attribute }) =>
			done(await frappe.db.insert({ doctype: DOCTYPE, kind: chosen, attribute }));
		frappe.prompt(fields, insert, __("Add to the list"), __("Add"));
	}

	const ticked_of = (dialog) =>
		new Map(
			[...dialog.$wrapper[0].querySelectorAll(".attributes-boxes input:checked")].map((box) => [
				box.value,
				box.dataset.words,
			])
		);

	/** Put what is ticked into the field; rows that stay are the same rows as before. */
	function take_over(frm, fieldname, ticked) {
		const before = frm.doc[fieldname] || [];
		const had = new Set(before.map((row) => row.attribute));
		before
			.filter((row) => !ticked.has(row.attribute))
			.forEach((row) => frappe.model.clear_doc(row.doctype, row.name));
		ticked.forEach((words, attribute) => {
			if (words) frappe.utils.add_link_title(DOCTYPE, attribute, words);
			if (!had.has(attribute)) frm.add_child(fieldname, { attribute });
		});
		(frm.doc[fieldname] || []).forEach((row, at) => (row.idx = at + 1));
		frm.refresh_field(fieldname);
		frm.dirty();
		frm.trigger(fieldname);
	}

	return { set_up, show };
})();
