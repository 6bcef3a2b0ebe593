// The page itself is made by public_form.js, which both public pages share.
frappe.ready(async () => {
	await frappe.require([
		"/assets/mentoring_scheme/js/public_form.js",
		"/assets/mentoring_scheme/css/public_form.css",
	]);
	mentoring_scheme.public_form.start();
});
