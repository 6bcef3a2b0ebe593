// Posting many payments or claims once more that the ledger has refused, from their list.

frappe.provide("mentoring_scheme");

mentoring_scheme.ledger_list ??= (() => {
	const PAYERS = ["Mentoring Finance", "Mentoring Manager"];

	function offer(listview) {
		if (frappe.boot.versions?.erpnext && PAYERS.some((role) => frappe.user_roles.includes(role))) {
			listview.page.add_actions_menu_item(
				__("Try again to post to the ledger"),
				() => try_again(listview),
				false
			);
		}
	}

	async function try_again(listview) {
		const tried = await frappe.xcall("mentoring_scheme.finance.posting.try_again", {
			kind: listview.doctype,
			names: listview.get_checked_items(true),
		});
		const text = tried
			? __("{0} are being posted to the ledger. Refresh the list in a moment.", [tried])
			: __("None of these waits for the ledger.");
		frappe.show_alert({ message: text, indicator: tried ? "blue" : "orange" }, 7);
		listview.clear_checked_items();
	}

	return { offer };
})();

// This script comes after the list's own, whichever of the two lists is opened.
for (const doctype of ["Mentoring Payment", "Mentor Claim"]) {
	const settings = (frappe.listview_settings[doctype] ??= {});
	if (settings.posts_many) continue;
	const onload = settings.onload;
	settings.posts_many = true;
	settings.onload = (listview) => {
		onload?.(listview);
		mentoring_scheme.ledger_list.offer(listview);
	};
}
