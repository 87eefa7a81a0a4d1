// Preloaded into tools that must not need the network: any connection ends the process with a message.
const { Socket } = require("node:net");

Socket.prototype.connect = () => {
  console.error("This tool tried to reach the network.");
  process.exit(70);
};
