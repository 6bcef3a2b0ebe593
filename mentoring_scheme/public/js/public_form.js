// The public pages on which people apply: labels and errors as people with and without a screen reader need them.
//
// Frappe makes the form. This file names its fields for assistive technology, says what is wrong in a summary above
// and beside each answer, and hides the field that only programs fill in. Everything is checked again on the server.

frappe.provide("mentoring_scheme");

mentoring_scheme.public_form = (() => {
	const AUTOCOMPLETE = { applicant_name: "name", email: "email", phone: "tel" };
	const INPUT_TYPES = { email: "email", phone: "tel" };
	const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
	const PHONE = /^[0-9 +_\-,.*#()]{5,20}$/;

	let form, title;

	function start() {
		form = document.querySelector("form.web-form");
		title = document.title;
		const main = document.querySelector(".page-content-wrapper");
		main?.classList.add("public-form");
		document.querySelector(".web-form-header .indicator-pill")?.remove();
		form.querySelector(".discard-btn")?.remove();
		if (!fields().length) {
			form.replaceChildren();
			return;
		}
		form.noValidate = true;
		fields().forEach(name_for_readers);
		hide_trap();
		offer_schemes();
		form.addEventListener("submit", check, true);
		frappe.web_form.after_save = show_thanks;
	}

	/** The fields that people fill in. */
	function fields() {
		return (frappe.web_form.fields_list || []).filter(
			(field) => field.$input && !field.df.hidden && field.df.fieldname !== "leave_empty"
		);
	}

	function name_for_readers(field) {
		const { fieldname, reqd } = field.df;
		const input = field.$input[0];
		input.id = `public-${fieldname}`;
		field.$wrapper.find("label")[0].htmlFor = input.id;
		if (AUTOCOMPLETE[fieldname]) input.autocomplete = AUTOCOMPLETE[fieldname];
		if (INPUT_TYPES[fieldname]) input.type = INPUT_TYPES[fieldname];
		if (reqd) input.setAttribute("aria-required", "true");
		const help = field.$wrapper.find(".help-box")[0];
		if (help?.textContent.trim()) {
			help.id = `${input.id}-help`;
			// read before the answer is written, and so shown before it
			if (field.df.fieldtype !== "Check") input.parentElement.before(help);
		}
		describe(input, false);
	}

	function describe(input, with_error) {
		const parts = [document.getElementById(`${input.id}-help`)?.id, with_error && `${input.id}-error`];
		const described_by = parts.filter(Boolean).join(" ");
		if (described_by) input.setAttribute("aria-describedby", described_by);
		else input.removeAttribute("aria-describedby");
	}

	/** People neither see the field nor reach it with the keyboard. */
	function hide_trap() {
		const trap = frappe.web_form.fields_dict.leave_empty;
		trap.$wrapper.addClass("public-form-trap").attr("aria-hidden", "true");
		trap.$input.attr({ tabindex: -1, autocomplete: "off" });
	}

	/** What the chosen scheme has to say; where there is only one, nobody is asked which. */
	function offer_schemes() {
		const field = frappe.web_form.fields_dict.scheme;
		const notes = frappe.web_form_doc.scheme_notes;
		const names = Object.keys(notes);
		const note = document.createElement("div");
		note.className = "public-form-note";
		note.setAttribute("aria-live", "polite");
		field.$wrapper.after(note);
		const tell = () => {
			// escaped by the server, because the page carries it inside a script
			note.innerHTML = notes[field.get_value()] || "";
		};
		field.$input.on("change", tell);
		if (names.length === 1) {
			frappe.web_form.set_value("scheme", names[0]).then(tell);
			field.$wrapper.hide();
		}
	}

	// --- what is wrong

	function check(event) {
		const problems = fields()
			.map((field) => ({ field, text: problem_of(field) }))
			.filter(({ text }) => text);
		clear_errors();
		document.title = title;
		if (!problems.length) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		problems.forEach(show_error);
		show_summary(problems);
		document.title = __("Error: {0}", [title]);
	}

	function problem_of(field) {
		const { fieldname, reqd, fieldtype } = field.df;
		const value = String(field.get_value() ?? "").trim();
		if (reqd && (!value || (fieldtype === "Check" && value === "0"))) return MISSING[fieldname]();
		if (fieldname === "email" && !EMAIL.test(value))
			return __("Enter an e-mail address in the usual form, such as name@example.org");
		if (fieldname === "phone" && value && !PHONE.test(value))
			return __("Enter a telephone number, such as 01632 960 001, or leave it empty");
		return "";
	}

	// Made when they are shown, because translations are loaded after this file may be.
	const MISSING = {
		scheme: () => __("Choose a scheme"),
		applicant_name: () => __("Enter your full name"),
		email: () => __("Enter your e-mail address"),
		about: () => __("Write why you would like to be a mentor"),
		support_wanted: () => __("Write what you would like support with"),
		consent: () => __("Tick the box if we may keep your answers; without it we cannot answer you"),
	};

	function clear_errors() {
		document
			.querySelectorAll(".public-form-error, .public-form-summary")
			.forEach((each) => each.remove());
		fields().forEach((field) => {
			field.$wrapper.removeClass("has-error public-form-wrong");
			field.$input.removeAttr("aria-invalid");
			describe(field.$input[0], false);
		});
	}

	function show_error({ field, text }) {
		const input = field.$input[0];
		const error = document.createElement("p");
		error.className = "public-form-error";
		error.id = `${input.id}-error`;
		error.innerHTML = `<span class="sr-only">${__("Error:")}</span> ${frappe.utils.escape_html(text)}`;
		const place = field.df.fieldtype === "Check" ? input.closest(".checkbox") : input.parentElement;
		place.before(error);
		field.$wrapper.addClass("public-form-wrong");
		input.setAttribute("aria-invalid", "true");
		describe(input, true);
	}

	function show_summary(problems) {
		const summary = document.createElement("div");
		summary.className = "public-form-summary";
		summary.tabIndex = -1;
		summary.setAttribute("role", "alert");
		const items = problems
			.map(({ field, text }) => {
				const target = frappe.utils.escape_html(field.$input[0].id);
				return `<li><a href="#${target}">${frappe.utils.escape_html(text)}</a></li>`;
			})
			.join("");
		summary.innerHTML = `<h2>${__("There is a problem")}</h2><ul>${items}</ul>`;
		summary.querySelectorAll("a").forEach((link, index) =>
			link.addEventListener("click", (event) => {
				event.preventDefault();
				problems[index].field.$input[0].focus();
			})
		);
		form.prepend(summary);
		summary.focus();
	}

	function show_thanks() {
		document.querySelector(".success-footer .new-btn")?.remove();
		const heading = document.querySelector(".success-title");
		heading.tabIndex = -1;
		heading.focus();
		document.title = heading.textContent;
	}

	return { start };
})();
