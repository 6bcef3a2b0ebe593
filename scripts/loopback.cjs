// Loaded before Frappe's realtime server (node --require), which listens on every address and cannot be told otherwise:
// a port without an address is listened to on BIND only.
const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
	const is_port = typeof port === "number" || /^\d+$/.test(port);
	if (is_port && typeof rest[0] !== "string") {
		return listen.call(this, Number(port), process.env.BIND || "127.0.0.1", ...rest);
	}
	return listen.call(this, port, ...rest);
};
