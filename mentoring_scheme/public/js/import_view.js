// What the form of an import shows: the template, the check, the result and the findings.

frappe.provide("mentoring_scheme");

mentoring_scheme.import_view = (() => {
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	function template(place, download) {
		place.innerHTML = `<p>${__(
			"One workbook for the scheme: people, mentors, mentees, links, past contacts and payments. Its lists hold the values of this scheme."
		)}</p><button class="btn btn-default btn-sm">${__("Download the template")}</button>`;
		place.querySelector("button").addEventListener("click", download);
	}

	function checked(place, doc, check) {
		if (doc.status === "Being checked") {
			place.innerHTML = `<div class="import-progress" role="status"><p>${__(
				"The workbook is being read and checked …"
			)}</p>${goes_on()}</div>`;
		} else if (["Cannot be read", "Stopped"].includes(doc.status)) {
			place.innerHTML = `<div class="import-problem">${escape(doc.problem)}</div>`;
			if (doc.status === "Stopped") button(place, __("Check again"), check);
		} else if (!doc.workbook && doc.status !== "Brought in") {
			place.innerHTML = `<p class="text-muted">${__(
				"Attach the workbook once it is filled in. It can hold a part of the scheme: what is brought in once is known again."
			)}</p>`;
		} else if (doc.status === "Not checked") {
			place.innerHTML = `<p>${__("Next: have it checked. Nothing is written by that.")}</p>`;
			button(place, __("Check the workbook"), check);
		} else {
			place.innerHTML = "";
		}
	}

	function progress(place, done, total) {
		const share = total ? Math.round((100 * done) / total) : 0;
		const text = __("{0} of {1} rows are here", [done, total]);
		const bar = `<div class="progress"><div class="progress-bar" role="progressbar" aria-valuenow="${Number(share)}"
			aria-valuemin="0" aria-valuemax="100" aria-label="${escape(text)}" style="width: ${Number(share)}%"></div></div>`;
		place.innerHTML = `<div class="import-progress" role="status"><p>${escape(text)}</p>${bar}${goes_on()}</div>`;
	}

	const goes_on = () => `<p class="text-muted">${__("You can leave this page; it goes on by itself.")}</p>`;

	/** The next step where it is spoken of: on a narrow screen the buttons above are in a menu. */
	function button(place, label, act) {
		if (!act) return;
		place.insertAdjacentHTML("beforeend", `<button class="btn btn-primary btn-sm import-next">${escape(label)}</button>`);
		place.lastElementChild.addEventListener("click", act);
	}

	function result(place, doc, bring_in) {
		if (doc.status === "Being brought in") {
			progress(place, doc.rows_brought_in, doc.rows_ready);
			return;
		}
		const figures = [
			[doc.rows_brought_in, __("brought in"), "green"],
			[doc.status === "Checked" ? doc.rows_ready : 0, __("ready"), "blue"],
			[doc.rows_there, __("here before"), "gray"],
			[doc.rows_kept_back, __("kept back"), "orange"],
		].filter(([number]) => number);
		place.innerHTML = `<div class="import-figures">${figures
			.map(
				([number, label, colour]) =>
					`<div><span class="indicator-pill ${escape(colour)} no-indicator-dot">${Number(number)}</span> ${escape(label)}</div>`
			)
			.join("")}</div>${links(doc)}`;
		if (doc.status !== "Checked") return;
		if (doc.rows_ready) button(place, __("Bring in {0} rows", [doc.rows_ready]), bring_in);
		else if (!doc.rows_kept_back) place.insertAdjacentHTML("beforeend", nothing_new());
	}

	const nothing_new = () =>
		`<p>${__("Everything in this workbook is here already. There is nothing to bring in.")}</p>`;

	/** Where to look at what is here now. */
	function links(doc) {
		const all_here = doc.rows_there && !doc.rows_ready;
		if (!doc.rows_brought_in && !all_here) return "";
		const scheme = encodeURIComponent(doc.scheme);
		const lists = [
			["mentor", __("Mentors")],
			["mentee", __("Mentees")],
			["mentoring-link", __("Links")],
			["mentoring-payment", __("Payments")],
		].map(([route, label]) => `<li><a href="/app/${escape(route)}?scheme=${scheme}">${escape(label)}</a></li>`);
		return `<p>${__("Look at them:")}</p><ul class="import-links">${lists.join("")}</ul>`;
	}

	function findings(place, doc) {
		const rows = doc.findings || [];
		if (!rows.length || doc.status === "Being brought in") {
			place.innerHTML = "";
			return;
		}
		place.innerHTML = `${mend(doc)}${more(doc, rows)}<div class="import-findings"><table class="table table-bordered">
			<thead><tr>${[
				__("Kind"),
				__("Sheet"),
				__("Row"),
				__("Column"),
				__("What stands there"),
				__("What was found, and what to do"),
			]
				.map((each) => `<th scope="col">${escape(each)}</th>`)
				.join("")}</tr></thead><tbody>${rows.map(line).join("")}</tbody></table></div>`;
	}

	function more(doc, rows) {
		const total = doc.to_mend + doc.to_note;
		if (total <= rows.length) return "";
		const all = doc.mend_workbook ? __("The workbook of the rows to mend says all that is to be mended.") : "";
		return `<p class="text-muted">${__("{0} of {1} findings are shown, some of each kind.", [
			Number(rows.length),
			Number(total),
		])} ${escape(all)}</p>`;
	}

	function mend(doc) {
		if (!doc.mend_workbook) return "";
		return `<p>${__("{0} rows are kept back: those to mend, and what belongs with them.", [
			Number(doc.rows_kept_back),
		])} <a href="${escape(doc.mend_workbook)}" target="_blank" rel="noopener">${__(
			"Download the workbook of the rows to mend"
		)}</a></p>`;
	}

	function line(row) {
		const colour = row.severity === "To mend" ? "red" : "blue";
		return `<tr><td><span class="indicator-pill ${escape(colour)} no-indicator-dot">${escape(__(row.severity))}</span></td>
			<td>${escape(row.sheet)}</td><td class="import-row text-right" data-label="${__("Row")}">${escape(row.row_number || "")}</td>
			<td>${escape(row.column_heading)}</td><td class="import-value">${escape(row.value)}</td>
			<td>${escape(row.problem)}<div class="text-muted">${escape(row.remedy)}</div></td></tr>`;
	}

	return { template, checked, progress, result, findings };
})();
