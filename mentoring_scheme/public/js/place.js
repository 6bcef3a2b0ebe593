// The place of a person or an area: shown as coordinates that can be read, and set from what a map site gives.
//
// The platform's own control draws a map, which is fetched from another host together with where one looks at. That a
// council looks at a carer's home is nobody else's business, so the field itself stays hidden on our forms and this
// takes its place. What is kept is the same: GeoJSON with one point.

frappe.provide("mentoring_scheme");

mentoring_scheme.place = (() => {
	const FIELD = "location";
	const FIGURE = String.raw`([+-]?\d+(?:\.\d+)?)\s*°?(?:\s*(\d+(?:\.\d+)?)\s*'(?:\s*(\d+(?:\.\d+)?)\s*")?)?`;
	const COORDINATE = String.raw`(?:([NSEW])\s*${FIGURE}|${FIGURE}\s*([NSEW])?)`;
	const BETWEEN = String.raw`(?:\s*[,;]\s*|\s+|(?<=[NSEW"'°])|(?=[NSEW]))`;
	const BOTH = new RegExp(`^${COORDINATE}${BETWEEN}${COORDINATE}$`);
	const DECIMAL_COMMAS = /^([+-]?\d+),(\d+)\s*[;\s]\s*([+-]?\d+),(\d+)$/;
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	// --- reading what is typed or pasted

	/** { latitude, longitude } of a text like "51.4462, -0.3244" or "51°26'46.3"N 0°19'27.8"W", or { problem }. */
	function read(text) {
		const found = BOTH.exec(plain(text));
		if (!found) {
			return {
				problem: __(
					"Two numbers are needed, latitude and longitude, as a map site gives them: 51.4462, -0.3244."
				),
			};
		}
		const [one, other] = [coordinate(found.slice(1, 9)), coordinate(found.slice(9, 17))];
		const [first, second] = "EW".includes(one.side || "-") ? [other, one] : [one, other];
		if ("EW".includes(first.side || "-") || "NS".includes(second.side || "-")) {
			return { problem: __("One of the two must be north or south, the other east or west.") };
		}
		return within_world(first.degrees, second.degrees);
	}

	/** Every kind of sign for minus, degrees, minutes and seconds as one kind. */
	function plain(text) {
		return String(text ?? "")
			.trim()
			.replace(/^\(|\)$/g, "")
			.replace(/[−–]/g, "-")
			.replace(/º/g, "°")
			.replace(/[′’‘`]/g, "'")
			.replace(/[″”“]|''/g, '"')
			.replace(DECIMAL_COMMAS, "$1.$2 $3.$4")
			.toUpperCase();
	}

	function coordinate([side_before, ...rest]) {
		const [degrees, minutes, seconds] = side_before ? rest.slice(0, 3) : rest.slice(3, 6);
		const side = side_before || rest[6];
		const size = Math.abs(Number(degrees)) + Number(minutes || 0) / 60 + Number(seconds || 0) / 3600;
		const is_negative = degrees.startsWith("-") || "SW".includes(side || "-");
		return { side, degrees: Number((is_negative ? -size : size).toFixed(6)) };
	}

	function within_world(latitude, longitude) {
		if (Math.abs(latitude) > 90) {
			return { problem: __("A latitude lies between -90 and 90; {0} is none.", [latitude]) };
		}
		if (Math.abs(longitude) > 180) {
			return { problem: __("A longitude lies between -180 and 180; {0} is none.", [longitude]) };
		}
		return { latitude, longitude };
	}

	// --- showing

	/** "51.4462° north, 0.3244° west". */
	function words({ latitude, longitude }) {
		const size = (degrees) => Number(Math.abs(degrees).toFixed(4));
		const north = latitude < 0 ? __("{0}° south", [size(latitude)]) : __("{0}° north", [size(latitude)]);
		const east = longitude < 0 ? __("{0}° west", [size(longitude)]) : __("{0}° east", [size(longitude)]);
		return `${north}, ${east}`;
	}

	/** The point that the form's document holds; null where it holds none. */
	function point_of(frm) {
		try {
			const [longitude, latitude] = JSON.parse(frm.doc[FIELD]).features[0].geometry.coordinates;
			return { latitude, longitude };
		} catch {
			return null;
		}
	}

	/** Fill the form's `place_html`: where it is, and the ways to change that. */
	function show(frm) {
		const wrapper = frm.fields_dict.place_html?.$wrapper[0];
		if (!wrapper) return;
		const point = point_of(frm);
		const { label, description } = frappe.meta.get_docfield(frm.doctype, FIELD);
		const where = point ? words(point) : __("Not set");
		wrapper.innerHTML = `<div class="form-group">
			<div class="control-label">${escape(__(label))}</div>
			<p class="place-shown ${point ? "" : "text-muted"}">${escape(where)}</p>
			${frm.perm[0].write ? buttons_html(point) : ""}
			<p class="help-box small text-muted">${escape(__(description))}</p>
		</div>`;
		wrapper.querySelector("[data-action='set']")?.addEventListener("click", () => ask(frm));
		wrapper.querySelector("[data-action='remove']")?.addEventListener("click", () => put(frm, null));
	}

	function buttons_html(point) {
		const remove = point
			? `<button type="button" class="btn btn-default btn-xs" data-action="remove">${__("Remove place")}</button>`
			: "";
		return `<p>
			<button type="button" class="btn btn-default btn-xs" data-action="set">${point ? __("Change place") : __("Set place")}</button>
			${remove}
		</p>`;
	}

	// --- setting

	function ask(frm) {
		const point = point_of(frm);
		const dialog = new frappe.ui.Dialog({
			title: __("Set place"),
			fields: [
				{
					fieldtype: "Data",
					fieldname: "coordinates",
					label: __("Latitude and longitude"),
					description: __(
						"Copied from a map site, for example 51.4462, -0.3244 or 51°26'46.3\"N 0°19'27.8\"W. A point near the home is enough."
					),
					default: point ? `${point.latitude}, ${point.longitude}` : "",
					reqd: 1,
				},
				{ fieldtype: "HTML", fieldname: "understood", options: `<p aria-live="polite"></p>` },
			],
			primary_action_label: __("Set place"),
			primary_action({ coordinates }) {
				const answer = read(coordinates);
				if (answer.problem) return show_understood(dialog);
				dialog.hide();
				put(frm, answer);
			},
		});
		dialog.fields_dict.coordinates.$input.on("input", () => show_understood(dialog));
		dialog.show();
		if (point) show_understood(dialog);
	}

	/** What the text means, while it is typed, so that a slip is seen before it is kept. */
	function show_understood(dialog) {
		const text = dialog.fields_dict.coordinates.$input.val();
		const place = dialog.fields_dict.understood.$wrapper[0].querySelector("p");
		const answer = text.trim() ? read(text) : null;
		place.className = answer?.problem ? "text-danger" : "";
		place.textContent = answer ? answer.problem || __("That is {0}.", [words(answer)]) : "";
	}

	async function put(frm, point) {
		await frm.set_value(FIELD, point ? geojson(point) : "");
		show(frm);
	}

	function geojson({ latitude, longitude }) {
		const geometry = { type: "Point", coordinates: [longitude, latitude] };
		return JSON.stringify({
			type: "FeatureCollection",
			features: [{ type: "Feature", properties: {}, geometry }],
		});
	}

	return { read, show, words };
})();
