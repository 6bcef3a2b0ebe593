// Approving many payments or claims from their list: how far it has come, and in the end what became of each.
//
// It takes the place of the list's own action, which stops at 500, says nothing of where it stands, and loses its result
// with the page. The server does the work and keeps the result; this only asks how far it is, also where a site has no
// live updates.

frappe.provide("mentoring_scheme");

mentoring_scheme.bulk_approval = (() => {
	const POLL = 1500;
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	/** Put our own approval behind the list's “Approve”. */
	function take_over(listview) {
		for (const action of approving_actions(listview.doctype)) {
			// Frappe hands out the entry itself, or the label in it where the menu was there already
			const entry = listview.workflow_action_items?.[action]?.closest("a");
			entry?.off("click").on("click", (event) => {
				event.preventDefault();
				start(listview);
			});
		}
		listview.page.add_menu_item(__("Earlier approvals"), () =>
			frappe.set_route("List", "Mentoring Approval Run", { document_type: listview.doctype })
		);
	}

	/** The council may call it what it likes: what counts is where the action leads. */
	function approving_actions(doctype) {
		const moves = frappe.workflow.workflows[doctype]?.transitions || [];
		return new Set(moves.filter((move) => move.next_state === "Approved").map((move) => move.action));
	}

	function start(listview) {
		const names = listview.get_checked_items(true);
		if (!names.length) return;
		const question =
			names.length === 1 ? __("Approve 1 document?") : __("Approve {0} documents?", [names.length]);
		frappe.confirm(question, async () => {
			const summary = await frappe.xcall("mentoring_scheme.jobs.approvals.approve_many", {
				kind: listview.doctype,
				names,
			});
			await follow(summary);
			listview.clear_checked_items();
			listview.refresh();
		});
	}

	/** Show how far a run has come until it is done, and then its result. */
	async function follow(summary) {
		while (!summary.done) {
			show_progress(summary);
			await new Promise((next) => setTimeout(next, POLL));
			if (summary.silent) {
				await frappe.xcall("mentoring_scheme.jobs.approvals.go_on", { run: summary.run });
			}
			summary = await frappe.xcall("mentoring_scheme.jobs.approvals.progress", { run: summary.run });
		}
		frappe.hide_progress();
		show_result(summary);
	}

	function show_progress({ dealt_with, total }) {
		frappe.show_progress(
			__("Approving"),
			dealt_with,
			total,
			__("{0} of {1}. You may leave this page: the result is kept under “Earlier approvals”.", [
				dealt_with,
				total,
			])
		);
	}

	function show_result({ run, approved, not_approved, total }) {
		if (!not_approved.length) {
			const text = total === 1 ? __("1 was approved.") : __("All {0} were approved.", [total]);
			frappe.show_alert({ message: text, indicator: "green" }, 7);
			return;
		}
		frappe.msgprint({
			title: __("{0} approved, {1} not", [approved, not_approved.length]),
			indicator: approved ? "orange" : "red",
			message: result_html(run, not_approved),
			wide: true,
		});
	}

	function result_html(run, rows) {
		const link = escape(frappe.utils.get_form_link("Mentoring Approval Run", run));
		const lines = rows.map(
			(row) =>
				`<tr><td>${escape(row.name)}</td><td>${escape(row.payee)}</td><td>${escape(row.why)}</td></tr>`
		);
		return `<table class="table table-bordered">
				<thead><tr><th scope="col">${__("Document")}</th><th scope="col">${__("Mentor")}</th>
				<th scope="col">${__("Why not")}</th></tr></thead>
				<tbody>${lines.join("")}</tbody>
			</table>
			<p><a href="${link}">${__("The whole result")}</a></p>`;
	}

	return { take_over, follow };
})();

// This script comes after the list's own, whichever of the two lists is opened.
for (const doctype of ["Mentoring Payment", "Mentor Claim"]) {
	const settings = (frappe.listview_settings[doctype] ??= {});
	if (settings.approves_many) continue;
	const onload = settings.onload;
	settings.approves_many = true;
	settings.onload = (listview) => {
		onload?.(listview);
		mentoring_scheme.bulk_approval.take_over(listview);
	};
}
