//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

const AFTER_HELP: &str = "\
Environment:
  VCARE_BASE_URL        the vendor's address, the part before the endpoint's name
  VCARE_VENDOR_ID, VCARE_USERNAME, VCARE_PASSWORD, VCARE_PIN
                        the vendor account
  VCARE_AGENT_ID, VCARE_AGENT_PASSWORD, VCARE_SOURCE
                        fill AGENTID, AGENTPASSWORD and SOURCE
  VCARE_PINNUMBER       fills PINNUMBER, and so on for any other field that is a secret

Exit codes:
  0 success   1 anything else   2 usage   3 the request breaks rules, nothing was sent
  4 the server refused   5 not sent   6 outcome unknown, or the reply cannot be read

Examples:
  vcare --sandbox call GetPlanService STATE=MD TYPE=LIFELINE ZIPCODE=21215
  vcare describe UpdateAccountStatus
  vcare decode --output json reply.xml";

const VALUES: &str = "\
Values, of fields and of --extra:
  FIELD=TEXT           the text
  FIELD=@FILE          the text in a file, without the line end at its end
  FIELD=@-             the text on standard input, without the line end at its end
  FIELD=@base64:FILE   a file in base64; @base64:- is standard input
  FIELD=@@TEXT         a text that begins with an @
  A file has 32 MiB at most. Standard input can be read once.

Fields:
  BLOCK/FIELD          where two blocks have a field of that name
  LINE[2]/FIELD        in the second of several structures; they are counted from 1, without gaps
  LINE_2/FIELD         in the one that is called so; LINE[1]/@NAME is an attribute of one
  NOTE[1]              the first of several texts

Secrets:
  FIELD=TEXT is refused for a secret, since others could see it in the arguments. It is taken from
  1. FIELD=@FILE or FIELD=@-;
  2. the environment: VCARE_ and the field's name, as VCARE_PINNUMBER for PINNUMBER; AGENTPASSWORD
     is in VCARE_AGENT_PASSWORD;
  3. the answer to a question at the terminal, if it is required and nothing else is wrong.";

/// Calls the VCare (Telgoo5) OSS XML API, checks requests, reads replies.
#[derive(Debug, Parser)]
#[command(name = "vcare", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Args {
    /// Answer from a sandbox inside this process: no account, no network
    #[arg(long, global = true, conflicts_with = "base_url")]
    pub sandbox: bool,

    /// The vendor's address, the part before the endpoint's name
    #[arg(long, global = true, value_name = "URL")]
    pub base_url: Option<String>,

    /// How to show the result
    #[arg(long, short, global = true, value_enum, default_value_t = Format::Table)]
    pub output: Format,

    /// Show masked personal data, such as social security numbers, in full in tables
    #[arg(long, global = true)]
    pub show_personal: bool,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables for people
    Table,
    /// Everything, for programs
    Json,
    /// The message itself; what could steer a terminal is written as a reference, or spelt out
    Xml,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Call an endpoint
    #[command(after_help = VALUES)]
    Call(Call),
    /// Check a request against its endpoint's rules, without sending it
    #[command(after_help = VALUES)]
    Check(Request),
    /// Show the XML that a call would send, credentials and secrets masked
    #[command(after_help = VALUES)]
    Encode(RequestToSend),
    /// Read a reply from a file or from standard input
    Decode(Decode),
    /// Show what the specs say of an endpoint, or list the endpoints
    Describe(Describe),
    /// Run a server that answers like the vendor's
    Sandbox(SandboxArgs),
    /// Work on spec files
    Spec(SpecArgs),
}

#[derive(Debug, clap::Args)]
pub struct SpecArgs {
    // What tells whom to call stands in front of every command, and has nothing to say here.
    #[arg(long, hide = true, global = true)]
    pub sandbox: bool,

    #[arg(long, hide = true, global = true, value_name = "URL")]
    pub base_url: Option<String>,

    #[command(subcommand)]
    pub spec: Spec,
}

#[derive(Debug, Subcommand)]
pub enum Spec {
    /// Tell what is wrong with spec files, in the compiler's words
    Check(SpecCheck),
    /// Explain a mistake by its code
    Explain(SpecExplain),
    /// Show the Rust that a spec file becomes
    Expand(SpecExpand),
    /// Show the JSON Schema of spec files, for editors
    Schema,
    /// Draft a spec from a vendor page: what is guessed is marked `# check:`
    Import(SpecImport),
    /// Tell what a vendor page says otherwise than a spec; exits with 1 when something differs
    Compare(SpecCompare),
    /// Tell what replies have that the specs have not; exits with 1 when there is something
    #[command(after_help = AFTER_LEARN)]
    Learn(SpecLearn),
}

#[derive(Debug, clap::Args)]
pub struct SpecExplain {
    /// The code, as V002 or 2; all are listed where it is not given
    pub code: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct SpecExpand {
    /// The spec file
    pub file: String,
}

#[derive(Debug, clap::Args)]
pub struct SpecCheck {
    /// Spec files, or folders of them; `-` for standard input
    #[arg(value_name = "FILE", default_value = "spec")]
    pub files: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct SpecImport {
    /// The page, saved as text or HTML; `-` for standard input
    pub page: String,

    /// Write the draft to a new file, in place of standard output
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct SpecCompare {
    /// The page, saved as text or HTML; `-` for standard input. A draft (*.toml) can stand for it: then rows alone count
    pub page: String,

    /// The spec file
    pub spec: String,
}

const AFTER_LEARN: &str = "\
Values of elements are never shown or written. The text of a status is shown if two replies have
the same, and if it has no digits that stand together, no `@` and no value of an element in it.
What a recording has as [redacted] is there, and no value. Elements that no reply has are listed
as never seen: they are nothing new, and nothing is written of them.

Exit codes:
  0 nothing new   1 something new   2 usage, or nothing could be read or written

Examples:
  vcare spec learn exchanges.jsonl replies/
  vcare spec learn --write replies/ && git diff spec";

#[derive(Debug, clap::Args)]
pub struct SpecLearn {
    /// Replies as they were received, recordings, or folders of both; `-` for standard input. Hidden files in folders are left out
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// The spec files: a folder of them, or one file
    #[arg(long, value_name = "FOLDER", default_value = "spec")]
    pub spec: String,

    /// Put it into the spec files. Above each row that is new or changed stands a `# check:`; new rows say `learned = true`
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, clap::Args)]
pub struct Request {
    /// The endpoint's name, as `GetPlanService`
    pub endpoint: String,

    /// The request's fields, by the names in the vendor's documents; see Values below
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,

    /// Add an element that the spec does not name, to the first block or to the one given
    #[arg(long, value_name = "[BLOCK/]NAME=VALUE")]
    pub extra: Vec<String>,

    /// Use this reference number in place of a new one
    #[arg(long, value_name = "NUMBER", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub reference_number: Option<String>,

    /// Accept values that the spec does not list
    #[arg(long)]
    pub allow_unlisted: bool,
}

/// A request, and whether it is sent in spite of its violations.
#[derive(Debug, clap::Args)]
pub struct RequestToSend {
    #[command(flatten)]
    pub request: Request,

    /// Go on whatever rules the request breaks
    #[arg(long)]
    pub no_validate: bool,
}

#[derive(Debug, clap::Args)]
pub struct Call {
    #[command(flatten)]
    pub to_send: RequestToSend,

    /// Give up after so many seconds, all attempts together; five minutes where it is not given
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: Option<u64>,

    /// Accept a reply to a write that has no reference number, though it may be another call's
    #[arg(long)]
    pub accept_unnumbered: bool,

    /// Try so often at most: a read that failed, or a write of which nothing was sent. Three times where it is not given
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub attempts: Option<u32>,

    /// Keep each reply as it was received, in a new file in this folder. It can hold personal data and secrets
    #[arg(long, value_name = "FOLDER")]
    pub save: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Decode {
    /// The endpoint's name; where it is not given, the reply tells
    #[arg(value_name = "ENDPOINT")]
    pub first: Option<String>,

    /// The file; standard input where it is not given, or `-`
    #[arg(value_name = "FILE")]
    pub second: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Describe {
    /// The endpoint's name; all are listed where it is not given
    pub endpoint: Option<String>,
}

const AFTER_SANDBOX_HELP: &str = "\
Requests for other host names are refused, and so are requests that a browser sends for a web page
of another origin. A request has to arrive within 30 seconds; its body is 32 MiB at most.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_SANDBOX_HELP)]
pub struct SandboxArgs {
    /// The address to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Answer requests for this host name too, besides localhost and IP addresses; can be given several times
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,

    /// A TOML file with plans and customers, in place of the built-in ones
    #[arg(long, value_name = "FILE")]
    pub seed: Option<PathBuf>,

    /// Answer an endpoint's calls with a status code, or with a fault: silence, cut-reply, empty, html,
    /// unavailable, other-reference-number
    #[arg(long, value_name = "ENDPOINT=ANSWER")]
    pub answer: Vec<String>,
}
