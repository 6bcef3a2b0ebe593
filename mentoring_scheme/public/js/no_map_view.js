// Lists of people and areas have no map view: the platform fetches the map from another host, in the cut-out that shows
// where the people live, and that is nobody else's business. This is added to the list scripts of those documents; the
// list view opens instead, and says why.

(() => {
	const WITHOUT_MAP = ["Mentoring Area", "Mentoring Participant"];
	const MapView = frappe.views.MapView;
	if (!MapView || Object.hasOwn(MapView, "load_last_view")) return;

	/** The platform asks here whether a view sends its users elsewhere; every other list keeps its map. */
	MapView.load_last_view = () => {
		const doctype = frappe.get_route()[1];
		if (!WITHOUT_MAP.includes(doctype)) return Object.getPrototypeOf(MapView).load_last_view();
		frappe.show_alert({
			message: __("There is no map here: it would tell another host where people live."),
			indicator: "orange",
		});
		frappe.set_route("List", doctype, "List");
		return true;
	};
})();
