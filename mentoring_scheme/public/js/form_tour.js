// Offers the tour of a form in its menu: for whoever opens it for the first time.

(() => {
	const TOURS = [
		"Contact Record",
		"Mentee",
		"Mentor",
		"Mentoring Agreement",
		"Mentoring Link",
		"Mentoring Participant",
		"Mentoring Scheme",
		"Mentoring Supervision",
	];

	const offer = (frm) =>
		frm.page.add_menu_item(__("Show me around"), async () => {
			await frm.tour.init({ tour_name: frm.doctype });
			leave_out_hidden(frm);
			frm.tour.start();
		});

	/** A tour does not begin at a field that the form does not show, such as a name that is settled, and points at nothing later. */
	function leave_out_hidden(frm) {
		const { tour } = frm.tour;
		tour.steps = tour.steps.filter(({ fieldname }) => frm.get_field(fieldname)?.disp_status !== "None");
		tour.steps.forEach((step, index) => (step.idx = index + 1));
		frm.tour.build_steps();
		frm.tour.update_driver_steps();
	}

	for (const doctype of TOURS) {
		if (!frappe.ui.form.handlers[doctype]?.offers_tour)
			frappe.ui.form.on(doctype, { refresh: offer, offers_tour: () => {} });
	}
})();
