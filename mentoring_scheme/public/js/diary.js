// The calendar of everything: the platform's own calendar of one document, told to ask for several kinds of entry.

frappe.provide("mentoring_scheme");

mentoring_scheme.diary = (() => {
	const METHOD = "mentoring_scheme.mentoring_scheme.page.mentoring_calendar.mentoring_calendar.get_events";
	const KINDS = {
		introductions: [__("Introductions"), "purple", "Mentoring Link"],
		contacts: [__("Contacts"), "green", "Contact Record"],
		supervision: [__("Supervision"), "blue", "Mentoring Supervision"],
		events: [__("Events"), "orange", "Mentoring Event"],
		follow_ups: [__("Follow-ups"), "cyan", "Mentoring Link"],
		after_the_end: [__("Months after the end"), "pink", "Mentoring Follow Up"],
		planned_ends: [__("Planned ends"), "red", "Mentoring Link"],
	};

	// a month in columns is too narrow to read on a phone
	const AS_LIST = {
		defaultView: "listMonth",
		height: "auto",
		header: { left: "prev,title,next", center: "", right: "today" },
		noEventsMessage: __("Nothing in this month."),
	};

	function on(page) {
		const shown = new Set(Object.keys(KINDS));
		const Diary = class extends frappe.views.Calendar {
			get_args(start, end) {
				return { start: start.format(), end: end.format(), kinds: [...shown].join(",") };
			}
		};
		const $legend = $('<div class="diary-kinds"></div>').appendTo(page.main);
		const calendar = new Diary({
			doctype: "Mentoring Link",
			parent: $('<div class="diary"></div>').appendTo(page.main),
			page,
			get_events_method: METHOD,
			field_map: { id: "name", start: "start", end: "end", title: "title", allDay: "all_day" },
			get_css_class: (entry) => KINDS[entry.kind][1],
			// days are changed on the form, where the rules have their say
			options: { editable: false, selectable: false, eventLimit: true, ...(frappe.is_mobile() ? AS_LIST : {}) },
		});
		offer_kinds($legend, shown, () => calendar.refresh());
		return calendar;
	}

	/** A button for each kind that the reader may read: what is pressed is shown. */
	function offer_kinds($legend, shown, changed) {
		for (const [kind, [label, colour, doctype]] of Object.entries(KINDS)) {
			if (!frappe.model.can_read(doctype)) continue;
			const $button = $(
				`<button class="btn btn-xs btn-default" aria-pressed="true">
					<span class="indicator ${frappe.utils.escape_html(colour)}"></span>${frappe.utils.escape_html(label)}
				</button>`
			).appendTo($legend);
			$button.on("click", () => {
				const hidden = shown.delete(kind);
				if (!hidden) shown.add(kind);
				if (!shown.size) shown.add(kind); // one at least
				$button.attr("aria-pressed", String(shown.has(kind)));
				changed();
			});
		}
	}

	return on;
})();
