//! Each kind of difference between a page and a spec.

mod support;

use support::{differences, in_lines, page, text};

/// What comparing says when the draft is changed.
fn changed(name: &str, changes: &[(&str, &str)]) -> Vec<String> {
    let mut spec = text("drafts/SendGift.toml");
    for (from, to) in changes {
        assert!(spec.contains(from), "the draft has no {from}");
        spec = spec.replacen(from, to, 1);
    }
    in_lines(&differences(name, &page("SendGift.txt"), &spec))
}

/// The draft without the line of a key.
fn without(key: &str) -> String {
    let spec = text("drafts/SendGift.toml");
    let line = spec.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("the draft has no {key}"));
    spec.replacen(&format!("{line}\n"), "", 1)
}

fn lacking(name: &str, key: &str) -> Vec<String> {
    in_lines(&differences(name, &page("SendGift.txt"), &without(key)))
}

#[test]
fn rows_that_the_spec_lacks() {
    assert_eq!(lacking("field", "GREETING"), ["request SENDGIFT/GREETING lacks row: \"optional\" / \"\""]);
    assert_eq!(lacking("element", "giftID"), ["response giftID lacks row: \"\" / \"\""]);
    assert_eq!(lacking("status", "41"), ["status 41 lacks row: \"Gift already \" / \"\""]);
}

/// A row whose code is none of the usual kind is a row all the same.
#[test]
fn rows_with_odd_codes() {
    let html = text("pages/SendGift.html");
    let row = html.split("<tr>").find(|row| row.contains("<td>41</td>")).expect("the table has the row");
    let odd = html.replacen(row, &format!("{row}<tr>{}", row.replacen("<td>41</td>", "<td>ERR-1</td>", 1)), 1);
    let found = in_lines(&differences("odd", &support::read(&odd), &text("drafts/SendGift.toml")));
    assert!(found.iter().any(|line| line.starts_with("status ERR-1 lacks row")), "{found:?}");
}

#[test]
fn rows_that_the_spec_has_beyond() {
    let found = changed(
        "beyond",
        &[
            ("AGENTID ", "TWICE = { need = \"optional\", doc = \"\" }\nAGENTID "),
            ("arrivaldate = \"\"", "arrivaldate = \"\"\nmore = \"\""),
            ("356 =", "99 = { name = \"More\", description = \"More.\", resolution = \"None.\" }\n356 ="),
        ],
    );
    assert_eq!(
        found,
        [
            "request SENDGIFT/TWICE has beyond row: \"\" / \"optional\"",
            "response more has beyond row: \"\" / \"\"",
            "status 99 has beyond row: \"\" / \"More.\"",
        ]
    );
}

/// What was seen in replies alone cannot be on the page, be it the vendor's or a draft that stands for it.
#[test]
fn rows_that_were_learned_from_replies() {
    let changes = [
        ("arrivaldate = \"\"", "arrivaldate = \"\"\nbox = { group = \"Box\", learned = true, doc = \"\" }"),
        (
            "[status]",
            "[group.Box]\n\"@size\" = { learned = true, doc = \"\" }\nwrap = { learned = true, doc = \"\" }\n\n[status]",
        ),
        ("356 =", "99 = { name = \"More\", description = \"More.\", resolution = \"\", learned = true }\n356 ="),
    ];
    assert_eq!(changed("learned", &changes), [""; 0]);
    let draft = text("drafts/SendGift.toml");
    let learned = changes.iter().fold(draft.clone(), |spec, (from, to)| spec.replacen(from, to, 1));
    let learned = support::load("learned_draft", &learned);
    let page = vcare_pages::page_of(&learned.endpoints[0], &learned.shared);
    assert_eq!(in_lines(&differences("unlearned", &page, &draft)), [""; 0]);
}

/// Once the page has such a row, it is compared as any other.
#[test]
fn rows_that_were_learned_and_stand_on_the_page_now() {
    let found = changed(
        "documented",
        &[
            ("arrivaldate = \"\"", "arrivalDate = { learned = true, doc = \"\" }"),
            ("\"Gift already \", ", "\"Gift already\", learned = true, "),
        ],
    );
    assert_eq!(
        found,
        [
            "response arrivaldate has otherwise name: \"arrivaldate\" / \"arrivalDate\"",
            "status 41 has otherwise description: \"Gift already \" / \"Gift already\"",
        ]
    );
}

#[test]
fn rows_that_the_spec_has_otherwise() {
    let found = changed(
        "otherwise",
        &[
            ("[\"FLOWERS\", \"CARD\"]", "[\"FLOWERS\", \"CARD\", \"CAKE\"]"),
            ("GIFTKIND = \"CARD\" }, rust", "GIFTKIND = \"CAKE\" }, rust"),
            ("max = 80", "max = 90"),
            ("GREETING      = { need = \"optional\"", "GREETING      = { need = \"required\""),
            ("default = \"N\"", "default = \"Y\""),
            ("\"Gift already \"", "\"Gift already\""),
            ("Gift Kind should not be blank.\"", "\""),
            ("giftID ", "giftId "),
            ("www.example.com", "www.example.org"),
            ("[example]\n", "[example]\nGREETING = \"Hello\"\n"),
        ],
    );
    assert_eq!(
        found,
        [
            "endpoint url has otherwise url: \"https://www.example.com/vcareOssApi/SendGift/\" / \"https://www.example.org/vcareOssApi/SendGift/\"",
            "request SENDGIFT/GIFTKIND has otherwise values: \"FLOWERS, CARD\" / \"FLOWERS, CARD, CAKE\"",
            "request SENDGIFT/CARDNUMBER has otherwise when: \"GIFTKIND is CARD\" / \"GIFTKIND is CAKE\"",
            "request SENDGIFT/GREETING has otherwise need: \"optional\" / \"required\"",
            "request SENDGIFT/GREETING has otherwise length: \"at most 80\" / \"at most 90\"",
            "request SENDGIFT/ISSECRET has otherwise default: \"N\" / \"Y\"",
            "response giftID has otherwise name: \"giftID\" / \"giftId\"",
            "status 21 has otherwise text: \"Gift Kind is required. Please provide a Gift Kind. Gift Kind should not be blank.\" / \"Gift Kind is required. Please provide a Gift Kind.\"",
            "status 41 has otherwise description: \"Gift already \" / \"Gift already\"",
        ]
    );
}

#[test]
fn rows_in_another_order() {
    let moved = without("MDN").replacen(
        "SEALED",
        "MDN = { need = \"conditional\", condition = \"c\", chars = \"digits\", length = 10, doc = \"\" }\nSEALED",
        1,
    );
    assert_eq!(
        in_lines(&differences("order", &page("SendGift.txt"), &moved)),
        ["request SENDGIFT/MDN has otherwise place: \"after MEMBERID\" / \"after ISSECRET\""]
    );
}

/// What comparing says when the page is changed.
fn page_changed(from: &str, to: &str) -> Vec<String> {
    let page = text("pages/SendGift.txt");
    assert!(page.contains(from), "the page has no {from}");
    let name =
        format!("page_{}", from.chars().chain(to.chars()).filter(char::is_ascii_alphanumeric).collect::<String>());
    in_lines(&differences(&name, &support::read(&page.replacen(from, to, 1)), &text("drafts/SendGift.toml")))
}

/// A page says most things in two places. What the vendor changes in one of them is found.
#[test]
fn changes_in_one_of_two_places() {
    assert_eq!(
        page_changed("\t\t<GREETING></GREETING>\n", ""),
        ["request SENDGIFT/GREETING has otherwise sample: \"not in the sample request\" / \"a field\""]
    );
    assert_eq!(
        page_changed(
            "GREETING string Hello Optional Text on the card. Max length - 80 symbols. Space characters at the start or end should be cut off.\n",
            ""
        ),
        ["request SENDGIFT/GREETING has otherwise table: \"not in the table\" / \"a field\""]
    );
    assert_eq!(
        page_changed("41 Gift already Gift already\n", ""),
        ["status 41 has otherwise table: \"not in the table\" / \"Gift already \""]
    );
    assert_eq!(
        page_changed("<errorDescription>Invalid Gift Kind. Only", "<errorDescription>Invalid Gift. Only"),
        [
            "status 22 has otherwise sample failure: \"Invalid Gift. Only what is in stock\" / \"Invalid Gift Kind. Only what is in stock\""
        ]
    );
    assert_eq!(
        page_changed("How to Resolve?: can be sent.", "How to Resolve?: can be packed."),
        ["status 22 has otherwise sample failure: \"can be packed.\" / \"can be sent.\""]
    );
    assert_eq!(
        page_changed("PIN string 123456789 Required", "PIN string 123456789 Optional"),
        ["credentials PIN has otherwise need: \"optional\" / \"required\""]
    );
}

/// The envelope is the same on every page, or the vendor has changed more than an endpoint.
#[test]
fn changes_of_the_envelope() {
    assert_eq!(
        page_changed("oss.vcarecorporation.com/oss\" mlns", "oss.vcarecorporation.com/oss2\" mlns"),
        [
            "envelope namespace has otherwise name: \"http://www.oss.vcarecorporation.com/oss2\" / \"http://www.oss.vcarecorporation.com/oss\""
        ]
    );
    assert_eq!(
        page_changed("<referenceNumber>1</referenceNumber>", "<reference>1</reference>"),
        ["envelope credentials/reference lacks row: \"shown in a sample response\" / \"\""]
    );
}

/// A rule that nothing in the field's row is about would refuse what the vendor takes.
#[test]
fn rules_without_a_word_on_the_page() {
    assert_eq!(
        page_changed("WRAP ID Numeric 7", "WRAP ID string 7"),
        ["request SENDGIFT/WRAPID has otherwise chars: \"\" / \"digits\""]
    );
    assert_eq!(
        page_changed(" Max length - 80 symbols.", ""),
        ["request SENDGIFT/GREETING has otherwise length: \"\" / \"at most 80\""]
    );
    assert_eq!(
        page_changed("Required if KIND=\"FLOWERS\"", "Required now and then."),
        ["request SENDGIFT/WRAPID has otherwise when: \"\" / \"GIFTKIND is FLOWERS\""]
    );
    assert_eq!(
        page_changed(" Expected Value:API, TABLET, IVR, WEBSITE", ""),
        ["request SENDGIFT/SOURCE has otherwise values: \"\" / \"TABLET, IVR, WEBSITE\""]
    );
}

/// What the sample shows and no spec can say is told, here as in a draft.
#[test]
fn shapes_that_a_spec_cannot_say() {
    assert_eq!(
        page_changed("\t\t<GREETING></GREETING>\n", "\t\t<TEXTS><GREETING kind=\"x\"></GREETING></TEXTS>\n"),
        [
            "request SENDGIFT/GREETING has otherwise shape: \"with an attribute kind\" / \"a field with text\"",
            "request SENDGIFT/GREETING has otherwise shape: \"inside an element TEXTS of its own\" / \"a field with text\"",
        ]
    );
    assert_eq!(
        page_changed("\t\t<GREETING></GREETING>\n", "\t\t<GREETING></GREETING>\n\t\t<GREETING></GREETING>\n"),
        ["request SENDGIFT/GREETING has otherwise shape: \"several times inside SENDGIFT\" / \"a field with text\""]
    );
}

#[test]
fn a_changed_form_is_told() {
    assert_eq!(
        page_changed("2024-12-24 Optional The day. YYYY-MM-DD", "12/24/2024 Optional The day. MM/DD/YYYY"),
        ["request SENDGIFT/DELIVERON has otherwise date: \"MM/DD/YYYY\" / \"YYYY-MM-DD\""]
    );
}

/// The example is what a vendor forgets to change.
#[test]
fn what_the_old_example_contradicts_is_told_all_the_same() {
    assert_eq!(
        page_changed("CARD = one to fold. FLOWERS,CARD", "CARD = one to fold. FLORA,CARD"),
        ["request SENDGIFT/GIFTKIND has otherwise values: \"FLORA, CARD\" / \"FLOWERS, CARD\""]
    );
    assert_eq!(
        page_changed("The day. YYYY-MM-DD", "The day. MM/DD/YYYY"),
        ["request SENDGIFT/DELIVERON has otherwise date: \"MM/DD/YYYY\" / \"YYYY-MM-DD\""]
    );
}

#[test]
fn what_a_field_must_be_is_compared() {
    let note = "Whether the sender is named. If GIFT KIND is CARD, this will be passed as N. Default value N.";
    let found = page_changed("Whether the sender is named. Default value N.", note);
    assert_eq!(found, ["request SENDGIFT/ISSECRET has otherwise must_be: \"N when GIFTKIND is CARD\" / \"\""]);
}

/// Of a page that was cut off, that is told once, wherever it was cut.
#[test]
fn a_page_without_its_end() {
    let page = text("pages/SendGift.txt");
    let specs = support::load("cut", &text("drafts/SendGift.toml"));
    // Up to the end tag of the reply's own element, something is missing.
    let end = page.find("</SendGift>").expect("the page has one") + 1;
    let mut places = 0;
    // A prime number: the places are of all kinds.
    for at in (0..page.len()).step_by(13).filter(|at| page.is_char_boundary(*at)) {
        let Ok(cut) = vcare_pages::read(&page.as_bytes()[..at]) else { continue };
        let told = in_lines(&vcare_pages::compare(&cut, &specs.endpoints[0], &specs.shared));
        let once = told.iter().all(|line| line.starts_with("endpoint page has otherwise incomplete"));
        assert!(once && told.len() == usize::from(at <= end), "{at}: {told:?}\n{}", &page[..at]);
        places += 1;
    }
    assert!(places > 100, "{places} places");
}

/// A row that the spec calls odd only has to be there.
#[test]
fn odd_rows() {
    let page = text("pages/SendGift.txt").replacen("\t\t<GREETING></GREETING>\n", "", 1);
    let spec = text("drafts/SendGift.toml").replacen("/SendGift/\" }", "/SendGift/\", odd = [\"GREETING\"] }", 1);
    assert_eq!(in_lines(&differences("odd_field", &support::read(&page), &spec)), Vec::<String>::new());
    let line = page.lines().find(|line| line.starts_with("GREETING ")).expect("the page has the row");
    let gone = page.replacen(line, "", 1);
    assert_eq!(
        in_lines(&differences("odd_field_gone", &support::read(&gone), &spec)),
        ["request SENDGIFT/GREETING has beyond row: \"\" / \"optional\""]
    );
}

#[test]
fn nested_elements() {
    let spec = text("drafts/ListGifts.toml");
    let compared = |name: &str, from: &str, to: &str| {
        assert!(spec.contains(from), "the draft has no {from}");
        in_lines(&differences(name, &page("ListGifts.txt"), &spec.replacen(from, to, 1)))
    };
    assert_eq!(
        compared("deep", "colour = \"\"", "color = \"\""),
        [
            "response giftList/gift/paper/colour lacks row: \"\" / \"\"",
            "response giftList/gift/paper/color has beyond row: \"\" / \"\"",
        ]
    );
    // A structure that is called otherwise is the same one.
    assert_eq!(
        compared("deep_group", "paper = { group", "papers = { group"),
        ["response giftList/gift/paper has otherwise name: \"paper\" / \"papers\""]
    );
    assert_eq!(
        compared("outer_group", "gift = { group = \"Gift\", repeated = true", "gifts = { group = \"Gift\""),
        [
            "response giftList/gift has otherwise name: \"gift\" / \"gifts\"",
            "response giftList/gift has otherwise how often: \"several times\" / \"once\"",
        ]
    );
    assert_eq!(
        compared("often", "repeated = true, ", ""),
        ["response giftList/gift has otherwise how often: \"several times\" / \"once\""]
    );
    assert_eq!(
        compared("numbers", "1..2", "1..1"),
        ["response totals/total_# has otherwise numbers: \"1..2\" / \"1..1\""]
    );
    assert_eq!(
        compared("attribute", "\"@count\"  = \"\"\n", ""),
        ["response totals/@count lacks row: \"an attribute\" / \"\""]
    );
    assert_eq!(
        compared("numbers_fewer", "1..2", "1..3"),
        ["response totals/total_# has otherwise numbers: \"1..2\" / \"1..3\""]
    );
    assert_eq!(compared("numbers_more", "1..2", "1.."), Vec::<String>::new());
}

#[test]
fn what_the_page_does_not_say_cannot_differ() {
    // ListGifts has no table of fields: needs, values and lengths are the spec's own.
    let spec = text("drafts/ListGifts.toml").replacen(
        "SOURCE   = \"shared\"",
        "SOURCE = { need = \"required\", values = [\"X\"], wrong = \"457\", doc = \"\" }",
        1,
    );
    let spec = spec.replacen("[example]", "[example]\nSOURCE = \"X\"", 1);
    assert_eq!(in_lines(&differences("silent", &page("ListGifts.txt"), &spec)), Vec::<String>::new());
}

/// A block that is called otherwise is the same block: its fields are compared as before.
#[test]
fn a_renamed_block_is_one_difference() {
    let page = text("pages/SendGift.txt").replace("SENDGIFT>", "GIFTTOSEND>");
    let spec = text("drafts/SendGift.toml");
    assert_eq!(
        in_lines(&differences("renamed", &support::read(&page), &spec)),
        ["request GIFTTOSEND has otherwise name: \"GIFTTOSEND\" / \"SENDGIFT\""]
    );
    let changed = page.replacen("\t\t<GREETING></GREETING>\n", "", 1).replacen("<SEALED></SEALED>", "<OPEN></OPEN>", 1);
    assert_eq!(
        in_lines(&differences("renamed_and_changed", &support::read(&changed), &spec)),
        [
            "request GIFTTOSEND has otherwise name: \"GIFTTOSEND\" / \"SENDGIFT\"",
            "request GIFTTOSEND/GREETING has otherwise sample: \"not in the sample request\" / \"a field\"",
            "request GIFTTOSEND/SEALED has otherwise sample: \"not in the sample request\" / \"a field\"",
            "request GIFTTOSEND/OPEN lacks row: \"\" / \"\"",
        ]
    );
    // A block with other fields is another block.
    let other =
        page.replacen("</VCAREOSS>", "<MORE><INK></INK></MORE></VCAREOSS>", 1).replace("GIFTTOSEND>", "SENDGIFT>");
    assert_eq!(
        in_lines(&differences("another_block", &support::read(&other), &spec)),
        ["request MORE lacks row: \"a block\" / \"\"", "request MORE/INK lacks row: \"\" / \"\""]
    );
}

/// A page and a spec of two blocks, either of which can have any fields.
fn two_blocks(name: &str, page: [&str; 2], spec: [&str; 2], odd: &str) -> Vec<String> {
    let block = |fields: &str| fields.split_whitespace().map(|tag| format!("<{tag}></{tag}>")).collect::<String>();
    let page = support::read(&format!(
        "Paint\n\nThis API is used to paint.\n<VCAREOSSAPI><VCAREOSS><WALL>{}</WALL><PAINT>{}</PAINT></VCAREOSS></VCAREOSSAPI>\n\
         <VcareOssApi><Paint><statusCode></statusCode></Paint></VcareOssApi>",
        block(page[0]),
        block(page[1])
    ));
    let table = |tag: &str, fields: &str| {
        let field = |tag: &str| format!("{tag} = {{ need = \"optional\", doc = \"\" }}\n");
        format!("[request.{tag}]\n{}", fields.split_whitespace().map(field).collect::<String>())
    };
    let spec = format!(
        "name = \"Paint\"\neffect = \"write\"\nsummary = \"Paints.\"\nsource = {{ page = \"Paint\", odd = [{odd}] }}\n{}{}[response]\n\
         [status]\n00 = \"shared\"\n",
        table("WALL", spec[0]),
        table("PAINT", spec[1])
    );
    in_lines(&differences(name, &page, &spec))
}

/// A spec can have it in one of them alone: that the other has it too is known to be odd.
#[test]
fn one_tag_in_two_blocks() {
    let once = ["COLOUR ZIP", "INK"];
    let told = two_blocks("both", ["COLOUR ZIP", "ZIP INK"], once, "");
    assert_eq!(told, ["request PAINT/ZIP lacks row: \"\" / \"\""]);
    assert_eq!(two_blocks("both_odd", ["COLOUR ZIP", "ZIP INK"], once, "\"ZIP\""), Vec::<String>::new());
    let told = two_blocks("moved", ["COLOUR", "ZIP INK"], once, "");
    assert_eq!(told, ["request PAINT/ZIP has otherwise block: \"PAINT\" / \"WALL\""]);
    let told = two_blocks("gone", ["COLOUR", "INK"], once, "\"ZIP\"");
    assert_eq!(told, ["request WALL/ZIP has beyond row: \"\" / \"optional\""]);
}

/// A space can be an allowed character as well.
#[test]
fn a_trimming_sentence_that_went_or_came_is_told() {
    let trims = "Space characters at the start or end should be cut off.";
    assert_eq!(
        page_changed(trims, ""),
        ["request SENDGIFT/GREETING has otherwise trim: \"\" / \"spaces at both ends are cut off\""]
    );
    assert_eq!(
        page_changed(trims, "A space is allowed."),
        ["request SENDGIFT/GREETING has otherwise trim: \"\" / \"spaces at both ends are cut off\""]
    );
    for other in ["Leading and trailing spaces are removed.", "It will be trimmed.", "Spaces at both ends are ignored."]
    {
        assert_eq!(page_changed(trims, other), Vec::<String>::new(), "{other}");
    }
    assert_eq!(
        changed("trim", &[(", trim = true", "")]),
        ["request SENDGIFT/GREETING has otherwise trim: \"spaces at both ends are cut off\" / \"\""]
    );
}

/// A name that differs on purpose is named in `odd`.
#[test]
fn names_that_differ_on_purpose() {
    let odd = |names: &str| format!("/SendGift/\", odd = [{names}] }}");
    let silent = |name: &str, changes: &[(&str, &str)]| assert_eq!(changed(name, changes), [""; 0], "{name}");
    let address = "/SendGift/\" }";
    let told = changed("name", &[("name    = \"SendGift\"", "name    = \"Give\"\npath = \"SendGift\"")]);
    assert_eq!(told, ["endpoint name has otherwise name: \"SendGift\" / \"Give\""]);
    silent(
        "name_odd",
        &[("name    = \"SendGift\"", "name    = \"Give\"\npath = \"SendGift\""), (address, &odd("\"Give\""))],
    );
    silent("element_odd", &[("giftID ", "giftId "), (address, &odd("\"giftId\""))]);
    silent("url_odd", &[(address, &odd("\"url\"")), ("www.example.com", "www.example.org")]);
    let renamed = text("pages/SendGift.txt").replace("SENDGIFT>", "GIFTTOSEND>");
    let spec = text("drafts/SendGift.toml").replacen(address, &odd("\"SENDGIFT\""), 1);
    assert_eq!(in_lines(&differences("block_odd", &support::read(&renamed), &spec)), [""; 0]);
}
