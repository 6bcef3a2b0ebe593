// What the pages of mentors and mentees do better with JavaScript; everything works without it.
//
// A form is sent in the background, so that nothing typed is lost where the connection or the session is; a photograph
// is made smaller first; a second tap sends nothing twice; and whoever uses a screen reader hears what came of it.

(() => {
	const LONGEST_SIDE = 2000;
	const SMALL_ENOUGH = 1024 * 1024;
	const MEGABYTE = 1024 * 1024;

	const words = document.getElementById("portal").dataset;

	document.querySelector(".mentoring-summary, .mentoring-done")?.focus();
	document.querySelectorAll(".mentoring-summary a, .mentoring-note a").forEach(lead_to_field);
	document.querySelectorAll("form.mentoring-form").forEach((form) => form.addEventListener("submit", send));
	document.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", preview));

	function lead_to_field(link) {
		link.addEventListener("click", (event) => {
			const field = document.getElementById(link.hash.slice(1));
			if (!field) return;
			event.preventDefault();
			field.focus();
			(field.closest(".mentoring-field") || field).scrollIntoView({ block: "start" });
		});
	}

	async function send(event) {
		event.preventDefault();
		const form = event.target;
		const button = event.submitter || form.querySelector("button");
		if (form.dataset.sending || (button.dataset.confirm && !confirm(button.dataset.confirm))) return;
		form.dataset.sending = "1";
		button.disabled = true;
		try {
			const answer = await post(form, button);
			if (answer.ok) return go_on(form, answer.url);
			tell(form, why_not(answer.status), answer.status === 403);
		} catch (error) {
			tell(form, error instanceof TooLarge ? words.tooLarge : words.offline);
		}
		delete form.dataset.sending;
		button.disabled = false;
	}

	/** Send the form. Somebody who has signed in again meanwhile has a new token, which is fetched once. */
	async function post(form, button) {
		const body = await answers_of(form);
		if (button.name) body.set(button.name, button.value);
		let answer = await fetch(form.action, { method: "POST", body });
		if (answer.status === 400 && (await renew_token(form))) {
			body.set("csrf_token", form.elements.csrf_token.value);
			answer = await fetch(form.action, { method: "POST", body });
		}
		return answer;
	}

	/** To the page that the answer has led to. A form that is shown again has an address that says so. */
	function go_on(form, url) {
		if (!new URL(url).searchParams.has("again")) form.dispatchEvent(new Event("mentoring:sent"));
		location.assign(url);
	}

	async function renew_token(form) {
		const answer = await fetch(location.href);
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		const token = page.querySelector("input[name=csrf_token]")?.value;
		if (token) form.elements.csrf_token.value = token;
		return Boolean(token);
	}

	function why_not(status) {
		if (status === 403 || status === 400) return words.signedOut;
		return status === 413 ? words.tooLarge : words.failed;
	}

	async function answers_of(form) {
		const body = new FormData(form);
		for (const input of form.querySelectorAll("input[type=file]")) {
			const file = input.files[0];
			if (!file) continue;
			const smaller = await made_smaller(file);
			if (smaller.size > Number(input.dataset.mostMegabytes) * MEGABYTE) throw new TooLarge();
			body.set(input.name, smaller, smaller.name);
		}
		return body;
	}

	class TooLarge extends Error {}

	/** The photograph with at most LONGEST_SIDE pixels a side; whatever cannot be drawn here is sent as it is. */
	async function made_smaller(file) {
		if (!/^image\/(jpeg|png)$/.test(file.type) || file.size <= SMALL_ENOUGH) return file;
		try {
			const picture = await createImageBitmap(file);
			const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
			const canvas = document.createElement("canvas");
			canvas.width = Math.round(picture.width * scale);
			canvas.height = Math.round(picture.height * scale);
			canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
			const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
			if (!blob || blob.size >= file.size) return file;
			return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
		} catch {
			return file;
		}
	}

	function preview(event) {
		const input = event.target;
		input.parentElement.querySelector(".mentoring-preview")?.remove();
		const file = input.files[0];
		if (!file || !/^image\/(jpeg|png)$/.test(file.type)) return;
		const image = document.createElement("img");
		image.className = "mentoring-preview";
		image.alt = file.name;
		image.src = URL.createObjectURL(file);
		image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
		input.after(image);
	}

	/** Say above everything why a form was not sent, without touching what was typed. */
	function tell(form, text, sign_in = false) {
		document.querySelectorAll(".mentoring-summary").forEach((each) => each.remove());
		const summary = document.createElement("div");
		summary.className = "mentoring-summary";
		summary.tabIndex = -1;
		summary.setAttribute("role", "alert");
		const title = document.createElement("h2");
		title.textContent = words.problem;
		const said = document.createElement("p");
		said.textContent = text;
		summary.append(title, said);
		if (sign_in) {
			const link = document.createElement("a");
			link.href = "/login";
			link.target = "_blank";
			link.rel = "noopener";
			link.textContent = words.signIn;
			summary.append(link);
		}
		document.getElementById("main").prepend(summary);
		summary.focus();
		summary.scrollIntoView({ block: "start" });
	}
})();
