//! What the client makes of every way in which a server or a network can fail: the outcome that it names, and how many
//! requests the server saw.

mod addresses;
mod cancelled;
mod certificates;
mod connecting;
mod cuts;
mod endpoints;
mod expected;
mod given_up;
mod headers;
mod heads;
mod kinds;
mod matrix;
mod messages;
mod proxies;
mod reuse;
mod runtimes;
mod script;
mod turned_down;
mod words;
