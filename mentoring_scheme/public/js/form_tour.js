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
			frm.tour.start();
		});

	for (const doctype of TOURS) {
		if (!frappe.ui.form.handlers[doctype]?.offers_tour)
			frappe.ui.form.on(doctype, { refresh: offer, offers_tour: () => {} });
	}
})();
