// What each step of the guided ending asks, says and offers; see guided_ending.js.

frappe.provide("mentoring_scheme");

mentoring_scheme.ending_steps = (() => {
	const RUNNING = ["Active", "Suspended"];
	const TOGETHER = "Closing";
	const OVER = "Ended Early";
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
	const day = (value) => escape(value ? frappe.datetime.str_to_user(value) : "");
	const runs = (guide) => RUNNING.includes(guide.frm.doc.status);
	const column = (number) => ({ fieldtype: "Column Break", fieldname: `column_${number}` });
	const field = (guide, fieldname, changes) => mentoring_scheme.moves.field(guide.frm, fieldname, changes);

	/** The findings of a step; the last one has those of all. */
	function findings({ answer }, key) {
		return key === "close" ? Object.values(answer.steps).flat() : answer.steps[key];
	}

	function all() {
		return [
			{
				key: "why",
				title: __("Why, and when"),
				lead: __("An ending need be nobody's fault. What you write here is on record for both."),
				fields: why_fields,
				primary: why_primary,
			},
			{
				key: "reflection",
				title: __("Reflection and what next"),
				lead: __("With the mentee: what the support has brought, and what comes now."),
				fields: (guide) => [
					field(guide, "reflection_on"),
					field(guide, "informal_contact"),
					column(1),
					field(guide, "follow_up_on"),
					{ fieldtype: "Section Break", fieldname: "words_section" },
					field(guide, "reflection", { fieldtype: "Small Text" }),
					field(guide, "next_for_mentee"),
					field(guide, "follow_up"),
				],
			},
			{
				key: "supervision",
				title: __("Closing supervision"),
				lead: __("With the mentor. Its notes stay with the supervisor; that it was held goes on file."),
				more: supervision_html,
				primary: () => ({ label: __("Go on") }),
			},
			{
				key: "formal",
				title: __("Formal ending"),
				lead: __("By a meeting, or by a letter in the name of the scheme."),
				fields: (guide) => [
					field(guide, "formal_ending_by"),
					column(2),
					field(guide, "formal_ending_on"),
				],
				more: letters_html,
			},
			{
				key: "after",
				title: __("Feedback, place, payments"),
				lead: __("What follows from the ending. It waits for none of these."),
				more: after_html,
				primary: () => ({ label: __("Go on") }),
			},
			{
				key: "close",
				title: __("Close"),
				lead: __("The last step: the link is closed, and its records rest."),
				more: close_html,
				primary: close_primary,
			},
		];
	}

	// --- why, and when

	function why_fields(guide) {
		const { doc } = guide.frm;
		const way = {
			fieldname: "way",
			fieldtype: "Select",
			label: __("How does it end?"),
			options: [
				{ value: TOGETHER, label: __("We end it together; the last day may follow") },
				{ value: OVER, label: __("It has ended already, before its time") },
			],
			default: guide.to || TOGETHER,
			reqd: 1,
		};
		const early = doc.status === OVER;
		return [
			...(runs(guide) || guide.to === OVER ? [way] : []),
			field(guide, "ending_kind", { reqd: 1, default: doc.ending_kind || (early ? "" : "Completed") }),
			column(1),
			field(guide, "ended_on", {
				label: __("Last day of support"),
				reqd: early ? 1 : 0,
			}),
			{ fieldtype: "Section Break", fieldname: "reason_section" },
			field(guide, "status_reason", {
				label: __("Why?"),
				description: "",
				reqd: early ? 1 : 0,
			}),
			...(guide.answer.both_agree
				? [field(guide, "mentor_agrees_end"), field(guide, "mentee_agrees_end")]
				: []),
		];
	}

	/** Out of a running link this step begins the ending; later on it only corrects what was written. */
	function why_primary(guide) {
		if (!runs(guide) && guide.to !== OVER) return undefined;
		return { label: __("Begin the ending"), put: (doc, { way }) => (doc.status = way) };
	}

	// --- what the steps show beside their fields

	function supervision_html({ answer }) {
		const rows = answer.supervisions.map(
			({ name, status, supervision_date }) => `<li>
				${status === "Held" ? __("Held on {0}", [day(supervision_date)]) : __("Planned for {0}", [day(supervision_date)])}
				${act_html("open_supervision", name, status === "Held" ? __("Open") : __("Open and record it"))}</li>`
		);
		const none = `<p>${__("None is planned yet.")}</p>`;
		return `${rows.length ? `<ul class="ending-list">${rows.join("")}</ul>` : none}
			${rows.length ? "" : act_html("plan_supervision", "", __("Plan the closing supervision"))}`;
	}

	function letters_html(guide) {
		const rows = ["Mentee", "Mentor"].map((role) => {
			const letter = guide.answer.letters.find((each) => each.as_role === role);
			const name = role === "Mentee" ? guide.frm.doc.mentee_name : guide.frm.doc.mentor_name;
			return `<li><strong>${__("Letter to {0}", [escape(name)])}</strong> ${letter_html(letter, role)}</li>`;
		});
		return `<h4>${__("Letters")}</h4>
			<p class="text-muted">${__("Begun from the wording of the council, to be changed, printed or sent by e-mail.")}</p>
			<ul class="ending-list">${rows.join("")}</ul>`;
	}

	function letter_html(letter, role) {
		if (!letter) return act_html("write_letter", role, __("Write it"));
		const { name, status, sent_on } = letter;
		const said = status === "Sent" ? __("sent on {0}", [day(sent_on)]) : __("begun, not sent");
		return `${said} ${act_html("open_letter", name, __("Open"))}`;
	}

	function after_html({ answer, frm }) {
		return `<h4>${__("Feedback")}</h4>${feedback_html(answer)}
			<h4>${__("Place")}</h4><p>${place_text(answer.place, frm.doc.mentor_name)}</p>
			<h4>${__("Payments")}</h4>${payments_html(answer)}`;
	}

	function feedback_html({ feedback }) {
		if (!feedback.length) {
			return `<p>${__("Both are asked when the ending begins, where the policy wants it.")}</p>`;
		}
		const rows = feedback.map(
			({ name, given_by, asked_on, given_on }) => `<li><strong>${escape(__(given_by))}</strong>
				${given_on ? __("given on {0}", [day(given_on)]) : __("asked on {0}, not given yet", [day(asked_on)])}
				${act_html("open_feedback", name, __("Open"))}</li>`
		);
		return `<ul class="ending-list">${rows.join("")}</ul>`;
	}

	function place_text({ others, at_a_time }, mentor) {
		return __("Once this link has ended, {0} supports {1} of {2} at a time.", [
			escape(mentor),
			escape(others),
			escape(at_a_time),
		]);
	}

	function payments_html({ payments }) {
		if (!payments.length) return `<p>${__("No payment of this link is open.")}</p>`;
		const rows = payments.map(
			({ status, number, amount }) =>
				`<li><strong>${escape(__(status))}</strong> ${escape(number)} · ${escape(amount)}</li>`
		);
		return `<ul class="ending-list">${rows.join("")}</ul>
			<p class="text-muted">${__("Payments follow the last day of support by themselves; finance settles what is open.")}
			${act_html("open_payments", "", __("Show the payments"))}</p>`;
	}

	// --- closing

	function close_html(guide) {
		if (runs(guide)) return `<p>${__("Begin the ending first, in step 1.")}</p>`;
		return `<ul>
			<li>${__("Agreements, records and the link can then be read and no longer be changed.")}</li>
			<li>${__("They go on both carers' files, each as a sealed PDF, which is made in the background.")}</li>
			<li>${__("Only a manager can open the link again, with a reason.")}</li>
		</ul>`;
	}

	function close_primary(guide) {
		if (runs(guide)) return null;
		return { label: __("Close the link"), closes: true, put: (doc) => (doc.status = "Closed") };
	}

	// --- ways to other papers; the guide is found again under Ending

	function act_html(act, value, label) {
		return `<button type="button" class="btn btn-default btn-xs" data-act="${escape(act)}"
			data-value="${escape(value)}">${escape(label)}</button>`;
	}

	const leave_for =
		(doctype) =>
		({ dialog }, name) => {
			dialog.hide();
			frappe.set_route("Form", doctype, name);
		};

	const ACTS = {
		open_supervision: leave_for("Mentoring Supervision"),
		open_letter: leave_for("Mentoring Letter"),
		open_feedback: leave_for("Mentoring Feedback"),
		open_payments({ dialog, frm }) {
			dialog.hide();
			frappe.set_route("List", "Mentoring Payment", { link: frm.doc.name });
		},
		plan_supervision({ dialog, frm }) {
			dialog.hide();
			plan_supervision(frm);
		},
		async write_letter(guide, role) {
			const method =
				"mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.mentoring_letter.draft";
			const name = await frappe.xcall(method, { link: guide.frm.doc.name, as_role: role });
			leave_for("Mentoring Letter")(guide, name);
		},
	};

	/** A closing supervision of this link, to be filled in. */
	async function plan_supervision(frm) {
		const { name, title, scheme, mentor } = frm.doc;
		await frappe.model.with_doctype("Mentoring Supervision");
		const supervision = frappe.model.get_new_doc("Mentoring Supervision");
		Object.assign(supervision, { scheme, mentor, kind: "Closing", supervisor: frappe.session.user });
		Object.assign(frappe.model.add_child(supervision, "links"), { link: name, link_title: title });
		frappe.set_route("Form", "Mentoring Supervision", supervision.name);
	}

	return { all, findings, plan_supervision, ACTS };
})();
