//! The command as a user runs it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread::JoinHandle;

use serde_json::Value;

/// The command, without anything from the environment of whoever runs the tests, and with a proxy that is not there:
/// what goes to this machine must not go through one.
fn vcare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vcare"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VCARE_")) {
        command.env_remove(name);
    }
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    for name in ["no_proxy", "NO_PROXY"] {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

fn run(arguments: &[&str]) -> Ran {
    finish(vcare(arguments).output().expect("it starts"))
}

fn finish(output: Output) -> Ran {
    Ran {
        code: output.status.code().expect("it is not killed"),
        out: String::from_utf8(output.stdout).expect("it writes UTF-8"),
        err: String::from_utf8(output.stderr).expect("it writes UTF-8"),
    }
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = vcare(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("it is piped").write_all(input).expect("it reads its input");
    finish(child.wait_with_output().expect("it ends"))
}

fn reply(code: &str) -> String {
    format!(
        "<VcareOssApi><credentials><vendorId>v</vendorId><referenceNumber>5</referenceNumber></credentials>\
         <ManagePlanType><statusCode>{code}</statusCode><description>FAIL</description><errorDescription>AT&T said no\
         </errorDescription><new>n</new></ManagePlanType></VcareOssApi>"
    )
}

const PLANS: [&str; 5] = ["call", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215"];

#[test]
fn the_readmes_first_command_shows_plans() {
    let ran = run(&[&["--sandbox"], &PLANS[..]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("Lifeline Basic") && ran.out.contains("Lifeline Talk & Text"), "{}", ran.out);
}

#[test]
fn json_of_a_call_holds_everything() {
    let ran = run(&[&PLANS[..], &["--sandbox", "--output", "json", "--reference-number", "4711"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let data = ran.json();
    assert_eq!(data["endpoint"], "GetPlanService");
    assert_eq!((data["outcome"].as_str(), data["reference_number"].as_str()), (Some("accepted"), Some("4711")));
    assert_eq!(data["vendor_id"], "demo-vendor");
    let status = serde_json::json!({
        "code": "00", "name": "Success", "description": "SUCCESS", "error_description": "SUCCESS", "resolution": "SUCCESS",
    });
    assert_eq!(data["status"], status);
    assert_eq!(data["response"]["plan"]["plan_detail"][0]["plan_id"], "1315");
    assert_eq!((&data["unknown_elements"], &data["repairs"]), (&serde_json::json!([]), &serde_json::json!([])));
}

#[test]
fn xml_of_a_call_is_the_reply() {
    let ran = run(&[&PLANS[..], &["--sandbox", "-o", "xml"]].concat());
    assert!(ran.out.starts_with("<?xml") && ran.out.contains("<planName>Lifeline Basic</planName>"), "{}", ran.out);
}

#[test]
fn exit_codes_tell_the_outcomes_apart() {
    let code = |arguments: &[&str]| {
        let ran = run(arguments);
        (ran.code, ran.out, ran.err)
    };
    // Usage.
    for arguments in [
        &["call"][..],
        &["call", "GetPlan"],
        &["--sandbox", "call", "GetPlanService", "STAT=MD"],
        &["--sandbox", "call", "GetPlanService", "MD"],
        &["--sandbox", "call", "GetPlanService", "STATE=MD", "STATE=VA"],
        &["--sandbox", "call", "GetPlanService", "AGENTPASSWORD=x"],
        &["--sandbox", "call", "GetPlanService", "VENDORID=x"],
        &["--sandbox", "--base-url", "http://localhost", "describe"],
        &["check", "GetPlanService", "-o", "xml"],
        &["check", "GetPlanService", "--reference-number", ""],
        &["encode", "GetPlanService", "STATE=MD", "--extra", "STATE=OK"],
        &["encode", "GetPlanService", "STATE=MD", "--extra", "PASSWORD=x"],
        &["sandbox", "--listen", "0.0.0.0:0"],
        &["sandbox", "--listen", "127.0.0.1:0", "--allow-host", "sandbox.example:8080"],
        &["--output", "yaml", "describe"],
        &PLANS,
    ] {
        let (code, out, err) = code(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(!err.is_empty());
    }
    // Invalid: nothing was sent.
    let (invalid, out, _) = code(&["--sandbox", "call", "GetPlanService", "STATE=MD", "TYPE=X", "ZIPCODE=1"]);
    assert_eq!(invalid, 3);
    assert!(out.contains("731") && out.contains("15"), "{out}");
    // Rejected.
    let (rejected, out, err) =
        code(&["--sandbox", "call", "GetCustomerInfo", "TELEPHONENUMBER=5550001111", "-o", "json"]);
    assert_eq!(rejected, 4);
    assert!(out.contains("\"MdnNotFound\""), "{out}");
    assert!(err.contains("rejected with status 332"), "{err}");
    // Other.
    assert_eq!(code(&["decode", "no/such/file.xml"]).0, 1);
}

/// Asks for plans, with an account, at this address.
fn plans_of_an_account(base_url: &str) -> Command {
    let mut command = vcare(&[&PLANS[..], &["-o", "json"]].concat());
    command.env("VCARE_BASE_URL", base_url).env("VCARE_VENDOR_ID", "v").env("VCARE_USERNAME", "u");
    command.env("VCARE_PASSWORD", "pw-4711").env("VCARE_PIN", "1").env("VCARE_AGENT_ID", "a");
    command
}

/// Answers the first that connects with this, and gives back what it was asked.
fn answers_once(answer: &'static str) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    let server = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().expect("the command connects");
        let mut buffer = vec![0; 65_536];
        let count = socket.read(&mut buffer).expect("it asks");
        socket.write_all(answer.as_bytes()).expect("it reads");
        String::from_utf8_lossy(&buffer[..count]).into_owned()
    });
    (address, server)
}

#[test]
fn a_server_that_is_not_there_is_5_and_one_that_answers_nonsense_6() {
    let with_account = |base_url: &str| finish(plans_of_an_account(base_url).output().expect("it starts"));
    let (address, server) = answers_once("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>");
    let address = format!("http://{address}/vcareOssApi");
    let nonsense = with_account(&address);
    assert_eq!(nonsense.code, 6, "{}", nonsense.err);
    assert_eq!(
        (nonsense.json()["outcome"].as_str(), nonsense.json()["may_retry"].as_bool()),
        (Some("unknown"), Some(true))
    );
    assert!(server.join().expect("it served").starts_with("POST /vcareOssApi/GetPlanService/ "));

    let gone = with_account(&address);
    assert_eq!(gone.code, 5, "{}", gone.err);
    assert_eq!(gone.json()["outcome"], "not_sent");
    assert!(!format!("{}{}{}{}", gone.out, gone.err, nonsense.out, nonsense.err).contains("pw-4711"));
}

#[test]
fn a_proxy_of_the_environment_is_used_unless_it_is_excepted() {
    let (proxy, asked) = answers_once("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    let call = |scheme: &str, exceptions: &str| {
        let mut command = plans_of_an_account("https://vendor.invalid/oss");
        command.env("HTTPS_PROXY", format!("{scheme}://{proxy}")).env("NO_PROXY", exceptions);
        finish(command.output().expect("it starts"))
    };
    let around = call("http", "other.invalid,vendor.invalid");
    assert_eq!(around.code, 5, "{}", around.err);
    assert!(around.err.contains("could not connect to vendor.invalid:443: failed to lookup"), "{}", around.err);
    let through = call("http", "other.invalid");
    assert_eq!(through.code, 5, "{}", through.err);
    let expected = format!("could not connect to vendor.invalid:443 through the proxy {proxy}: ");
    assert!(through.err.contains(&expected), "{}", through.err);
    assert!(asked.join().expect("it was asked").starts_with("CONNECT vendor.invalid:443 HTTP/1.1\r\n"));
    let of_another_kind = call("socks5", "");
    assert_eq!(of_another_kind.code, 5, "{}", of_another_kind.err);
    assert!(of_another_kind.err.contains("a proxy that is not one of http"), "{}", of_another_kind.err);
    assert!(!of_another_kind.err.contains("attempts"), "it is not tried again: {}", of_another_kind.err);
}

/// Past a proxy that was meant, nothing must be sent.
#[test]
fn a_proxy_setting_that_cannot_be_read_is_an_error() {
    let call = |variables: &[(&str, &str)], base_url: &str| {
        let mut command = plans_of_an_account(base_url);
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
            command.env_remove(name);
        }
        finish(command.envs(variables.iter().copied()).output().expect("it starts"))
    };
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        for value in ["'http://secret:1'", "http://secret: 1", "http://[::secret", "socks5h://secret:1"] {
            let ran = call(&[(name, value)], "https://vendor.invalid/oss");
            assert_eq!(ran.code, 5, "{name}={value}: {}", ran.err);
            assert!(ran.err.contains(&format!("the variable {name} ")), "{name}={value}: {}", ran.err);
            assert!(!ran.err.contains("secret") && !ran.err.contains("attempts"), "{name}={value}: {}", ran.err);
        }
    }
    // An empty one is none, and the next one counts.
    let ran = call(&[("HTTPS_PROXY", ""), ("ALL_PROXY", "socks5://127.0.0.1:1")], "https://vendor.invalid/oss");
    assert!(ran.err.contains("the variable ALL_PROXY names a proxy that is not one of http or https"), "{}", ran.err);
    // Plain http goes through none.
    let ran = call(&[("HTTPS_PROXY", "socks5://127.0.0.1:1")], "http://127.0.0.1:9/oss");
    assert!(ran.err.contains("could not connect to 127.0.0.1:9: Connection refused"), "{}", ran.err);
}

#[test]
fn what_is_missing_is_named() {
    let ran = run(&PLANS);
    assert!(
        ran.err.contains("--base-url") && ran.err.contains("VCARE_BASE_URL") && ran.err.contains("--sandbox"),
        "{}",
        ran.err
    );
    let ran = run(&[&["--base-url", "https://vendor.example/"], &PLANS[..]].concat());
    for variable in ["VCARE_VENDOR_ID", "VCARE_USERNAME", "VCARE_PASSWORD", "VCARE_PIN"] {
        assert!(ran.err.contains(variable), "{}", ran.err);
    }
}

#[test]
fn slips_are_met_with_suggestions() {
    assert!(run(&["describe", "GetPlanServce"]).err.contains("did you mean `GetPlanService`?"));
    let ran = run(&["check", "GetPlanService", "STAET=MD", "ZIP=21215", "4111111111111111"]);
    assert!(ran.err.contains("did you mean `STATE`?") && ran.err.contains("no field `ZIP`"), "{}", ran.err);
    assert!(!ran.err.contains("4111"), "an argument that may be a value is not repeated: {}", ran.err);
}

#[test]
fn check_tells_all_broken_rules() {
    let ran = run(&["check", "GetPlanService", "STATE=Maryland", "TYPE=lifeline", "ZIPCODE=2121", "-o", "json"]);
    assert_eq!(ran.code, 3);
    let data = ran.json();
    let codes: Vec<_> = data["violations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|v| v["status"]["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(codes, ["517", "731", "15"]);
    assert_eq!(data["violations"][2]["status"]["resolution"], "Please enter valid zip code.");
    let right = run(&["check", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215", "AGENTID=a"]);
    assert_eq!((right.code, right.err.as_str()), (0, ""));
    let without_agent = run(&["check", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215"]);
    assert_eq!(without_agent.code, 0);
    assert!(without_agent.err.contains("VCARE_AGENT_ID"), "{}", without_agent.err);
    assert_eq!(run(&["check", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215", "AGENTID="]).code, 3);
}

#[test]
fn encode_masks_credentials() {
    let mut command =
        vcare(&["encode", "GetPlanService", "STATE=MD", "TYPE=LIFELINE", "ZIPCODE=21215", "--extra", "X=a&b"]);
    for name in ["VENDOR_ID", "USERNAME", "PASSWORD", "PIN", "AGENT_PASSWORD"] {
        command.env(format!("VCARE_{name}"), "secret-4711");
    }
    command.env("VCARE_AGENT_ID", "agent-7");
    let ran = finish(command.output().expect("it starts"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("4711"), "{}", ran.out);
    assert!(
        ran.out.contains("<AGENTID>agent-7</AGENTID><AGENTPASSWORD>********</AGENTPASSWORD><X>a&amp;b</X>"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("xmlns:xsi=") && ran.out.contains("<PASSWORD>********</PASSWORD>"), "{}", ran.out);
    assert_eq!(run(&["encode", "GetPlanService", "STATE=MD"]).code, 3);
    let other_block =
        run(&["encode", "GetPlanService", "STATE=MD", "--no-validate", "--extra", "CHECKSERVICEAVAILABILITY/X=1"]);
    assert!(other_block.out.contains("<X>1</X></CHECKSERVICEAVAILABILITY>"), "{}", other_block.out);
}

#[test]
fn decode_reads_files_and_standard_input() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reply.xml");
    std::fs::write(&path, reply("608")).expect("the folder is for this");
    let path = path.to_str().expect("the path is UTF-8");
    let from_file = run(&["decode", path, "-o", "json"]);
    assert_eq!(from_file.code, 4);
    let data = from_file.json();
    assert_eq!(data["status"]["name"], "InvalidPlanTypeId");
    assert_eq!(data["status"]["error_description"], "AT&T said no");
    assert_eq!(data["unknown_elements"][0], serde_json::json!({ "path": "new", "value": "n" }));
    assert_eq!(data["repairs"][0]["kind"], "bare_ampersand");
    for arguments in [
        &["decode", "-o", "json"][..],
        &["decode", "-", "-o", "json"],
        &["decode", "ManagePlanType", "-o", "json"],
        &["decode", "manageplantype", "-", "-o", "json"],
    ] {
        let ran = run_with_input(arguments, reply("608").as_bytes());
        assert_eq!((ran.code, ran.out.as_str()), (4, from_file.out.as_str()), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(run_with_input(&["decode"], reply("00").as_bytes()).code, 0);
    let unlisted = run_with_input(&["decode", "-o", "json"], reply("999").as_bytes());
    assert_eq!((unlisted.code, &unlisted.json()["status"]["name"]), (4, &Value::Null));
    for bad in ["", "<html/>", "{}", "<VcareOssApi><Nothing/></VcareOssApi>", "<VcareOssApi/>", &reply("00")[..100]] {
        let ran = run_with_input(&["decode"], bad.as_bytes());
        assert_eq!((ran.code, ran.out.as_str()), (6, ""), "{bad}: {}", ran.err);
    }
    assert_eq!(
        run_with_input(&["decode", "GetPlanService"], reply("00").as_bytes()).code,
        6,
        "another endpoint's reply"
    );
    let unreadable = run_with_input(&["decode", "-o", "json"], b"<html/>");
    assert_eq!((unreadable.code, unreadable.json()["outcome"].as_str()), (6, Some("unknown")));
    // Without a status code nothing is known of the call, but what came with it is shown.
    let blank = run_with_input(&["decode", "-o", "json"], reply("").as_bytes());
    assert_eq!((blank.code, &blank.json()["status"]["error_description"]), (6, &"AT&T said no".into()));
}

#[test]
fn xml_is_shown_as_received() {
    let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><VcareOssApi><ManagePlanType><statusCode>00</statusCode>\
        <plan_type_name>Jos\xe9</plan_type_name></ManagePlanType></VcareOssApi>";
    let mut child =
        vcare(&["decode", "-o", "xml"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("it is piped").write_all(latin).expect("it reads its input");
    assert_eq!(child.wait_with_output().expect("it ends").stdout, latin);
}

#[test]
fn describe_holds_all_that_the_spec_knows() {
    let data = run(&["describe", "UpdateAccountStatus", "-o", "json"]).json();
    assert_eq!(data["effect"], "write");
    assert_eq!(
        data["envelope"]["response"]["status_elements"],
        serde_json::json!(["statusCode", "description", "errorDescription"])
    );
    let fields: Vec<_> =
        data["fields"].as_array().expect("a list").iter().map(|f| f["wire"].as_str().expect("a name")).collect();
    assert_eq!(
        fields,
        [
            "VENDORID",
            "USERNAME",
            "PASSWORD",
            "PIN",
            "REFERENCENUMBER",
            "CUSTOMERID",
            "MDN",
            "NEWSTATUS",
            "ACCOUNTTYPE",
            "INACTIVEISSUESID",
            "ASSIGNINVENTORYTO",
            "SENDTONLAD",
            "AGENTID",
            "AGENTPASSWORD",
            "SOURCE",
        ]
    );
    let reason = &data["fields"][9];
    assert_eq!((&reason["need"], &reason["status_when_blank"]), (&"conditional".into(), &"447".into()));
    assert_eq!(reason["when"], serde_json::json!([{ "field": "NEWSTATUS", "values": ["Inactive"] }]));
    assert_eq!(data["statuses"].as_array().map(Vec::len), Some(20));
    assert_eq!(data["statuses"][17]["description"], " should be Y OR N.");

    let all = run(&["describe", "-o", "json"]).json();
    let names: Vec<_> = all["endpoints"].as_array().expect("a list").iter().map(|e| e["endpoint"].as_str()).collect();
    let expected = [
        "GetCustomerInfo",
        "GetPlanService",
        "GetPlansList",
        "GetProgramIncomeList",
        "GetUsagesDetails",
        "ManagePlanType",
        "SimActivation",
        "UpdateAccountStatus",
        "UploadProof",
        "ValidatePin",
    ]
    .map(Some);
    assert_eq!(names, expected);
    for endpoint in expected.into_iter().flatten() {
        let text = run(&["describe", endpoint]);
        assert!(text.out.contains(&format!("vcare --sandbox call {endpoint} ")), "{}", text.out);
    }
    // The status for a wrong length, where it is another than for a wrong value.
    let squeezed = |endpoint| run(&["describe", endpoint]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed("ValidatePin").contains("8 to 25 digits 436 437; length: 701"), "{}", squeezed("ValidatePin"));
    assert!(squeezed("SimActivation").contains("158 length: 351"), "{}", squeezed("SimActivation"));
    let update = squeezed("UpdateAccountStatus");
    assert!(update.contains("To find out whether it was carried out, ask GetCustomerInfo for"), "{update}");
    let data = "ask GetCustomerInfo with CUSTOMERID from CUSTOMERID, TELEPHONENUMBER from MDN; its \
                CustomerDetails/AccountStatus is then, by NEWSTATUS: Suspend for Suspend, Active for Restore.";
    assert!(update.contains(data), "{update}");
}

/// A program need not read the sentence to find out what became of a write.
#[test]
fn an_unknown_outcome_says_as_data_how_to_find_out() {
    let (address, server) = answers_once("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>");
    let mut call = vcare(&["-o", "json", "call", "UpdateAccountStatus", "MDN=5551234567", "NEWSTATUS=Suspend"]);
    let call = call.args(["ACCOUNTTYPE=Electronically", "--base-url", &format!("http://{address}/vcareOssApi")]);
    for name in ["VENDOR_ID", "USERNAME", "PASSWORD", "PIN", "AGENT_ID"] {
        call.env(format!("VCARE_{name}"), "x");
    }
    let ran = finish(call.output().expect("it starts"));
    assert_eq!(ran.code, 6, "{}", ran.err);
    let expected = serde_json::json!({
        "endpoint": "GetCustomerInfo",
        "fields": { "TELEPHONENUMBER": "5551234567" },
        "element": "CustomerDetails/AccountStatus",
        "wanted": "Suspend",
    });
    assert_eq!(ran.json()["confirmation"], expected);
    server.join().expect("it served");
}

#[test]
fn mistakes_in_specs_are_told_and_explained() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mistaken.toml");
    std::fs::write(
        &path,
        "name = \"Demo\"\nefect = \"read\"\nsummary = \"s\"\n[request.DEMO]\n[response]\n[status]\n00 = \"shared\"\n",
    )
    .expect("the folder is for this");
    let path = path.to_str().expect("the path is UTF-8");
    let text = run(&["spec", "check", path]);
    assert_eq!(text.code, 1);
    assert!(text.out.starts_with(&format!("error: {path}:2:1: unknown key `efect`")), "{}", text.out);
    let data = run(&["spec", "check", path, "-o", "json"]).json();
    assert_eq!((&data["mistakes"][0]["code"], &data["mistakes"][0]["line"]), (&"V002".into(), &2.into()));
    assert!(run(&["spec", "explain", "v002"]).out.starts_with("# V002: Unknown key"));
    assert_eq!(run(&["spec", "explain", "2"]).out, run(&["spec", "explain", "V002"]).out);
    assert_eq!(run(&["spec", "explain", "V999"]).code, 2);
    assert_eq!(run(&["spec", "explain", "v2", "-o", "json"]).json()[0]["title"], "Unknown key");
    assert_eq!(run(&["spec", "expand", path, "-o", "json"]).code, 2);
    assert_eq!(run(&["--sandbox", "spec", "check", path]).code, 2);
    assert!(!run(&["spec", "check", "--help"]).out.contains("--sandbox"));
    assert_eq!(run(&["spec", "expand", path]).code, 1);
    assert!(run(&["spec", "schema"]).json()["$defs"]["endpoint"].is_object());
    assert_eq!(run(&["spec", "check", "no/such/folder"]).code, 1);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = vcare(&["describe", "GetCustomerInfo"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let ran = finish(child.wait_with_output().expect("it ends"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

/// A sandbox of its own, which says its address and account, and a call to it.
#[test]
fn the_sandbox_is_a_server() {
    let mut child = vcare(&["sandbox", "--listen", "127.0.0.1:0", "--answer", "ManagePlanType=637"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().expect("it is piped")));
    let mut variables = Vec::new();
    while !variables.iter().any(|(name, _)| name == "VCARE_AGENT_ID") {
        let line = lines.next().expect("it says all of them").expect("it writes UTF-8");
        if let Some((name, value)) = line.strip_prefix("export ").and_then(|rest| rest.split_once('=')) {
            variables.push((name.to_owned(), value.to_owned()));
        }
    }
    let call = |arguments: &[&str]| finish(vcare(arguments).envs(variables.clone()).output().expect("it starts"));
    let suspended =
        call(&["call", "UpdateAccountStatus", "MDN=5551234567", "NEWSTATUS=Suspend", "ACCOUNTTYPE=Electronically"]);
    let looked_at = call(&["call", "GetCustomerInfo", "TELEPHONENUMBER=5551234567", "-o", "json"]);
    let forced = call(&["call", "ManagePlanType", "MODE=UPDATE", "PLANTYPEID=28"]);
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert_eq!(suspended.code, 0, "{}", suspended.err);
    assert_eq!(looked_at.json()["response"]["customer_details"]["account_status"], "Suspend");
    assert_eq!(forced.code, 4);
    assert!(forced.err.contains("Manage Plan Type (PC623)"), "{}", forced.err);
}

#[test]
fn the_sandbox_answers_for_allowed_names() {
    let mut child =
        vcare(&["sandbox", "--listen", "127.0.0.1:0", "--allow-host", "one.example", "--allow-host", "two"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
    let mut first = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().expect("it is piped")), &mut first)
        .expect("it says where it is");
    let address = first.split_once("http://").and_then(|(_, url)| url.split_once('/')).expect("an address").0;
    let status = |host: &str| {
        let mut socket = std::net::TcpStream::connect(address).expect("it listens");
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        socket.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        socket.read_to_string(&mut answer).expect("it answers");
        answer.split_whitespace().nth(1).unwrap_or_default().to_owned()
    };
    let statuses = ["one.example", "Two:80", "localhost", address, "three.example"].map(status);
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert_eq!(statuses, ["404", "404", "404", "404", "421"]);
}

/// One file that cannot be read, and what is wrong with the others is told all the same.
#[test]
fn files_that_cannot_be_read_are_told_beside_the_others() {
    let folder = empty_folder("unread");
    std::fs::create_dir_all(folder.join("Folder.toml")).expect("a folder for the test");
    let write = |name: &str, text: &[u8]| std::fs::write(folder.join(name), text).expect("the folder is for this");
    write("Latin.toml", b"name = \"Caf\xe9\"\n");
    write("Wide.toml", b"\xff\xfen\0a\0");
    write("Empty.toml", b"");
    write(
        "Odd.toml",
        b"nam = \"Demo\"\neffect = \"read\"\nsummary = \"s\"\n[request.DEMO]\n[response]\n[status]\n00 = \"shared\"\n",
    );
    let ran = run(&["spec", "check", &folder.to_string_lossy()]);
    assert_eq!(ran.code, 1);
    for said in [
        "Empty.toml: the file says nothing [V003]",
        "Folder.toml: cannot be read: ",
        "Latin.toml:1:12: not UTF-8 [V001]",
        "Odd.toml:1:1: unknown key `nam` in the endpoint [V002]",
        "Wide.toml:1:1: not UTF-8 [V001]",
        "5 mistakes in 5 specs",
        "Odd.toml holds Demo",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let odd = std::fs::read(folder.join("Odd.toml")).expect("it is written");
    assert!(
        run_with_input(&["spec", "check", "-"], &odd).out.starts_with("error: standard input:1:1: unknown key `nam`")
    );
    assert_eq!(run(&["spec", "check", "-", "Odd.toml"]).code, 2);
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../vcare-pages/tests/pages/SendGift.txt");
    let compared = run(&["spec", "compare", page, &folder.to_string_lossy()]);
    assert_eq!(compared.code, 2, "{}", compared.err);
    assert!(compared.err.contains("is a folder: name the spec file in it"), "{}", compared.err);
}

/// A folder of its own for a test, without what an earlier run left in it.
fn empty_folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        Ok(()) | Err(_) => {}
    }
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// A made-up page, and a folder for what is made of it.
fn vendor_page(test: &str) -> (PathBuf, PathBuf) {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../vcare-pages/tests/pages/SendGift.txt");
    (page, empty_folder(test))
}

#[test]
fn a_page_is_imported_checked_and_compared() {
    let (page, folder) = vendor_page("import");
    let (page, draft) =
        (page.to_string_lossy().into_owned(), folder.join("SendGift.toml").to_string_lossy().into_owned());
    let written = run(&["spec", "import", &page, "--write", &draft]);
    assert_eq!((written.code, written.out.as_str(), written.err.as_str()), (0, "", ""));
    assert_eq!(run(&["spec", "import", &page]).out, std::fs::read_to_string(&draft).expect("it is written"));
    // What is missing are the texts that whoever completes it writes.
    let checked = run(&["spec", "check", &draft]);
    let told: Vec<&str> = checked.out.lines().filter(|line| line.starts_with("error: ")).collect();
    assert!(checked.code == 1 && told.len() == 2, "{}", checked.out);
    assert!(told.iter().all(|line| line.ends_with(" says nothing [V003]")), "{}", checked.out);
    assert_eq!(run(&["spec", "compare", &page, &draft]).code, 0);
    assert_eq!(run(&["spec", "compare", &draft, &draft]).code, 0);

    let again = run(&["spec", "import", &page, "--write", &draft]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("is there already"), "{}", again.err);

    let text = std::fs::read_to_string(&draft).expect("it is written").replace("max = 80", "max = 90");
    std::fs::write(&draft, text).expect("it can be changed");
    let differs = run(&["spec", "compare", &page, &draft]);
    assert_eq!(differs.code, 1);
    assert!(differs.out.contains("SENDGIFT/GREETING") && differs.out.contains("1 difference"), "{}", differs.out);
    let data = run(&["spec", "compare", &page, &draft, "--output", "json"]).json();
    assert_eq!(data["differences"][0]["what"], "length");
    assert_eq!(data["differences"][0]["page"], "at most 80");
}

#[test]
fn what_is_no_page_makes_no_draft() {
    let (_, folder) = vendor_page("no_page");
    let file = folder.join("None.toml");
    let ran = finish({
        let mut command = vcare(&["spec", "import", "-", "--write", &file.to_string_lossy()]);
        command.stdin(Stdio::null()).output().expect("it starts")
    });
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("standard input: the page is empty"), "{}", ran.err);
    assert!(!file.exists());
    let ran = run_with_input(&["spec", "import", "-"], b"<html><body>Hello</body></html>");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("has no sample request: looked for"), "{}", ran.err);
}

/// A reply of a customer with this inside, read and shown.
fn customer(inside: &str, arguments: &[&str]) -> Ran {
    let reply = format!(
        "<VcareOssApi><credentials><vendorId>v</vendorId><referenceNumber>5</referenceNumber></credentials>\
         <GetCustomerInfo><statusCode>00</statusCode><CustomerDetails>{inside}</CustomerDetails></GetCustomerInfo></VcareOssApi>"
    );
    run_with_input(&[&["decode", "GetCustomerInfo", "-"], arguments].concat(), reply.as_bytes())
}

#[test]
fn tables_show_the_end_of_a_social_security_number() {
    for (number, shown) in
        [("123456789", "***-**-6789"), ("123-45-6789", "***-**-6789"), ("6789", "****"), ("12345", "*2345")]
    {
        let inside = format!("<SSNNumber>{number}</SSNNumber><City>Towson</City>");
        let masked = customer(&inside, &[]);
        assert!(masked.out.contains(shown) && !masked.out.contains(number), "{}", masked.out);
        assert!(masked.out.contains("Towson"), "{}", masked.out);
        assert!(customer(&inside, &["--show-personal"]).out.contains(number));
        assert_eq!(customer(&inside, &["-o", "json"]).json()["response"]["customer_details"]["ssn_number"], number);
    }
}

#[test]
fn nothing_from_outside_steers_the_terminal() {
    let hostile = "a\u{9b}2J\u{202e}b\u{2028}c\rd\te";
    let is_safe =
        |text: &str| !text.contains(|c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2028}".contains(c));
    let inside = format!("<City>{hostile}</City><{0}>{hostile}</{0}>", "unknown");
    for arguments in [&[][..], &["-o", "json"]] {
        let ran = customer(&inside, arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(is_safe(&ran.out), "{:?}", ran.out);
    }
    let json = customer(&inside, &["-o", "json"]).json();
    // A carriage return is a line's end in XML.
    assert_eq!(json["response"]["customer_details"]["city"], hostile.replace('\r', "\n"));
    for arguments in [
        &["call", hostile][..],
        &[hostile],
        &["-o", hostile, "describe"],
        &["--sandbox", "call", "GetPlanService", &format!("{hostile}=1")],
        &["decode", hostile],
        &["spec", "explain", hostile],
        &["spec", "check", hostile],
        &["encode", "GetPlanService", "--extra", &format!("{hostile}/A=1")],
        &["sandbox", "--seed", hostile],
        &["sandbox", "--listen", "127.0.0.1:0", "--allow-host", hostile],
    ] {
        let ran = run(arguments);
        assert_ne!(ran.code, 0, "{arguments:?}");
        assert!(is_safe(&ran.err) && is_safe(&ran.out), "{arguments:?}: {:?}", ran.err);
    }
}
