//! Status tables: with and without a column of advice, and such as break off.

mod support;

use support::{differences, drafted, in_lines, mistakes, read};
use vcare_pages::page::{Gap, Page, Split, StatusColumns};

const TWO: [&str; 2] = ["Status Code", "Description"];
const THREE: [&str; 3] = ["Status Code", "Description", "How to Resolve?"];

/// A page with these pieces behind its sample request, in text or in HTML.
fn page(statuses: &str, behind: &str) -> Page {
    let request = "<VCAREOSSAPI><VCAREOSS><PAINT><ESN></ESN></PAINT></VCAREOSS></VCAREOSSAPI>";
    let reply = "<VcareOssApi><Paint><statusCode></statusCode><id></id></Paint></VcareOssApi>";
    let pieces = [
        "Paint",
        "This API is used to paint.",
        "Sample Request XML",
        request,
        statuses,
        "Sample Response XML",
        reply,
        behind,
    ];
    let gap = if statuses.contains("<table") { "<br>" } else { "\n" };
    read(&pieces.join(gap))
}

/// The table with its columns joined by blanks, with bars, with tabs, with each cell on its own line, and as HTML.
fn tables<const N: usize>(heading: [&str; N], rows: &[[&str; N]]) -> [String; 5] {
    let rows: Vec<[&str; N]> = std::iter::once(heading).chain(rows.iter().copied()).collect();
    let title = if N == 2 {
        "List of status code and description."
    } else {
        "List of status code, description and resolution."
    };
    let lines = |separator: &str| rows.iter().map(|row| row.join(separator)).collect::<Vec<_>>().join("\n");
    let barred: Vec<String> = rows.iter().map(|row| format!("{} |", row.join(" | "))).collect();
    let cells = |row: &[&str; N]| row.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>();
    let html = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect::<String>();
    [
        format!("{title}\n{}", lines(" ")),
        format!("{title} |{}\n---|---\n{}", " |".repeat(N - 1), barred.join("\n")),
        lines("\t"),
        format!("{title}\n{}", lines("\n")),
        format!("<table>{html}</table>"),
    ]
}

const CODES: [[&str; 2]; 6] = [
    ["00", "SUCCESS"],
    ["13", "Password is invalid."],
    ["16", "Vendor not found. Wrong credentials."],
    ["158", "ESN/SIM is required."],
    ["351", "ESN must be less than 26 characters. Else it is refused."],
    ["751", "Custom message."],
];

#[test]
fn a_table_without_advice() {
    let pages = tables(TWO, &CODES).map(|table| page(&table, ""));
    for page in &pages {
        assert_eq!(page.status_table, Some(StatusColumns::WithoutAdvice));
        let rows: Vec<[&str; 2]> =
            page.statuses.iter().map(|status| [status.code.as_str(), status.description.as_str()]).collect();
        assert_eq!(rows, CODES);
        assert!(page.statuses.iter().all(|status| status.resolution.is_empty() && status.split == Split::Stated));
        assert_eq!(drafted(page), drafted(&pages[0]));
    }
    let draft = drafted(&pages[0]);
    assert_eq!(mistakes("no_advice", &draft), Vec::<String>::new());
    for shared in ["00  = \"shared\"", "13  = \"shared\"", "16  = \"shared\""] {
        assert!(draft.contains(shared), "{draft}");
    }
    assert!(draft.contains("158 = { name = \"BlankEsnSim\""), "{draft}");
    assert!(draft.contains("resolution = \"\", dynamic = \"whole\" }"), "{draft}");
    assert!(draft.contains("# check: the page's table has no advice"), "{draft}");
    // What the shared rows have from other pages is no difference.
    assert_eq!(in_lines(&differences("no_advice_compared", &pages[0], &draft)), Vec::<String>::new());
    let advised = draft.replacen(
        "description = \"Custom message.\", resolution = \"\"",
        "description = \"Custom message.\", resolution = \"Wait.\"",
        1,
    );
    assert_eq!(in_lines(&differences("own_advice", &pages[0], &advised)), Vec::<String>::new());
}

/// A sample failure can have the advice that the table has no column for.
#[test]
fn advice_of_sample_failures() {
    let failure = "Sample Fail Response: 1\n<VcareOssApi><Paint><statusCode>158</statusCode><description>FAIL</description>\
                   <errorDescription>ESN/SIM is required.</errorDescription></Paint></VcareOssApi>\nHow to Resolve?: Give one.";
    let page = page(&tables(TWO, &CODES)[1], failure);
    let told: Vec<&str> = page.statuses.iter().map(|status| status.resolution.as_str()).collect();
    assert_eq!(told, ["", "", "", "Give one.", "", ""]);
    assert!(page.statuses.iter().all(|status| status.remarks.is_empty()));
}

#[test]
fn a_table_with_advice_that_is_empty() {
    let page = page(&tables(THREE, &[["00", "SUCCESS", "SUCCESS"], ["13", "Password is invalid.", ""]])[4], "");
    let draft = drafted(&page);
    assert!(
        draft
            .contains("13 = { name = \"InvalidPassword\", description = \"Password is invalid.\", resolution = \"\" }"),
        "{draft}"
    );
}

#[test]
fn a_table_that_breaks_off() {
    let whole = tables(THREE, &[["00", "SUCCESS", "SUCCESS"], ["12", "No paint.", "Buy some."]]);
    let spec = drafted(&page(
        &tables(THREE, &[["00", "SUCCESS", "SUCCESS"], ["12", "No paint.", "Buy some."], ["14", "No.", "No."]])[1],
        "",
    ));
    for (table, end) in [(&whole[1], "\n14 | No mo"), (&whole[2], "\n14\tNo mo")] {
        let page = page(&format!("{table}{end}"), "");
        assert_eq!(page.gaps, [Gap::StatusTable], "{end}");
        let draft = drafted(&page);
        assert!(draft.contains("incomplete = [\"status\"]"), "{draft}");
        assert!(draft.contains("# check: the status table breaks off in this row"), "{draft}");
    }
    let cut = page(&format!("{}\n12 | No pai", tables(THREE, &[["00", "SUCCESS", "SUCCESS"]])[1]), "");
    let told = in_lines(&differences("table_cut", &cut, &spec));
    assert_eq!(told, ["endpoint page has otherwise incomplete: \"the status table breaks off\" / \"\""]);
    // A code alone can be the beginning of another one.
    for end in ["1", "1 |"] {
        let cut = page(&format!("{}\n{end}", whole[1]), "");
        assert_eq!((cut.gaps.len(), cut.statuses.len()), (1, 2), "{end}");
        assert_eq!(cut.statuses[1].resolution, "Buy some.");
    }
    // Where all rows are short, none is cut.
    let short = page("Status Code | Description | How to Resolve?\n00 | SUCCESS\n12 | No paint.", "");
    assert_eq!(short.gaps, []);
    assert_eq!(page(&whole[4], "").gaps, []);
    // The server completes some texts.
    assert_eq!(page(&format!("{}\n14 | It should be the | Use the |", whole[1]), "").gaps, []);
}

#[test]
fn statuses_that_stand_elsewhere() {
    for told in [
        "All status codes are listed in another section. Please click here.",
        "The list of all the status codes will be shared separately.",
        "For status code please refer to the status code page.",
    ] {
        let page = page("", told);
        assert_eq!(page.gaps, [Gap::StatusesElsewhere], "{told}");
        let draft = drafted(&page);
        assert!(draft.contains("incomplete = [\"status\"]") && draft.contains("the codes stand elsewhere"), "{draft}");
        let spec = draft.replacen(
            "00 = \"shared\"",
            "00 = \"shared\"\n12 = { name = \"No\", description = \"No.\", resolution = \"\" }",
            1,
        );
        assert_eq!(in_lines(&differences("elsewhere", &page, &spec)), [""; 0], "the spec says so");
        let lines = spec.lines().filter(|line| !line.starts_with("incomplete"));
        let silent: String = lines.map(|line| format!("{line}\n")).collect();
        let told = in_lines(&differences("elsewhere", &page, &silent));
        assert_eq!(told, ["endpoint page has otherwise incomplete: \"the statuses stand elsewhere\" / \"\""]);
    }
    assert_eq!(page("", "A status code is part of each reply.").gaps, []);
    // With a table, the sentence is about the others.
    assert_eq!(page(&tables(TWO, &CODES)[1], "All status codes are listed in another section.").gaps, []);
}

/// A row of text is split where its second sentence alone asks for something; elsewhere the split is marked.
#[test]
fn rows_whose_texts_are_joined() {
    let rows = [
        ["00", "SUCCESS", "SUCCESS"],
        ["13", "Password is invalid.", "Provide a valid Password."],
        ["16", "Vendor not found. Wrong credentials.", "Please enter valid vendor credentials."],
        ["21", "Colour is required.", "Please provide a colour. Colour should not be blank."],
        ["22", "Try again. Try another.", "Please wait."],
        ["23", "Not available. Closed.", "None."],
    ];
    let page = page(&tables(THREE, &rows)[0], "");
    let draft = drafted(&page);
    assert_eq!(mistakes("joined", &draft), Vec::<String>::new());
    for shared in ["00 = \"shared\"", "13 = \"shared\"", "16 = \"shared\""] {
        assert!(draft.contains(shared), "{draft}");
    }
    let mark = "# check: where the description ends and the resolution begins\n";
    assert_eq!(draft.matches(mark).count(), 2, "{draft}");
    assert!(draft.contains(&format!("{mark}22 = ")) && draft.contains(&format!("{mark}23 = ")), "{draft}");
    assert!(
        draft.contains("description = \"Colour is required.\", resolution = \"Please provide a colour. Colour should"),
        "{draft}"
    );
    assert_eq!(in_lines(&differences("joined_compared", &page, &draft)), Vec::<String>::new());
}

/// A page that ends with its status table.
fn ending(statuses: &str, end: &str) -> Page {
    let request = "<VCAREOSSAPI><VCAREOSS><PAINT><ESN></ESN></PAINT></VCAREOSS></VCAREOSSAPI>";
    let gap = if statuses.contains("<table") { "<br>" } else { "\n" };
    let pieces = ["Paint", "This API is used to paint.", "Sample Request XML", request, statuses];
    read(&format!("{}{end}", pieces.join(gap)))
}

/// Whether the table at the end of a page is whole, its last row tells, or the end tag.
#[test]
fn a_whole_table_at_the_end_of_a_page() {
    let rows = [
        ["00", "SUCCESS", "SUCCESS"],
        ["23", "Colour is required.", "Please provide a colour."],
        ["24", "Invalid Colour.", "Please provide a valid colour."],
    ];
    for table in tables(THREE, &rows) {
        for end in ["", "\n", "</body></html>"].into_iter().take(if table.contains("<table") { 3 } else { 2 }) {
            let page = ending(&table, end);
            assert_eq!(page.gaps, [Gap::NoResponse], "{table}{end}");
            assert!(page.statuses.iter().all(|status| status.remarks.is_empty()), "{table}{end}");
            assert_eq!(drafted(&page), drafted(&ending(&tables(THREE, &rows)[1], "")), "{table}{end}");
        }
    }
    for table in tables(TWO, &CODES) {
        assert_eq!(ending(&table, "").gaps, [Gap::NoResponse], "{table}");
    }
    // Nothing ends with a full stop; and an end tag or a last bar tells, whatever stands before it.
    let plain = [["12", "No paint", "Buy some"], ["14", "No colour", "Mix one"], ["15", "Try the", "Mix a"]];
    for (at, table) in tables(THREE, &plain).iter().enumerate() {
        let is_told = at == 1 || at == 4;
        assert_eq!(ending(table, "").gaps.contains(&Gap::StatusTable), !is_told, "{table}");
    }
    for table in [&tables(THREE, &plain[..2])[2], &tables(THREE, &[plain[0], plain[1], plain[1], plain[0]])[2]] {
        assert_eq!(ending(&format!("{table}\n16\tNo brush\tGet one"), "").gaps, [Gap::NoResponse], "{table}");
    }
}

#[test]
fn a_table_at_the_end_of_a_page_that_breaks_off() {
    let rows = [["00", "SUCCESS", "SUCCESS"], ["23", "Colour is required.", "Please provide a colour."]];
    let cuts = [
        "24",
        "24 | Invalid Col",
        "24 | Invalid Colour.",
        "24 | Invalid Colour. |",
        "24 | Invalid Colour. | Please provide a val",
        "24 | Invalid Colour. | Please provide a valid colour",
    ];
    let [text, bars, tabs, stacked, html] = tables(THREE, &rows);
    for cut in cuts {
        let cells: Vec<&str> = cut.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        for (table, cut) in
            [(&text, cells.join(" ")), (&bars, cut.to_owned()), (&tabs, cells.join("\t")), (&stacked, cells.join("\n"))]
        {
            let page = ending(&format!("{table}\n{cut}"), "");
            assert_eq!(page.gaps, [Gap::StatusTable, Gap::NoResponse], "{table}\n{cut}");
        }
        let open = html.trim_end_matches("</table>");
        let cut = ending(&format!("{open}<tr><td>{}", cells.join("</td><td>")), "");
        assert_eq!(cut.gaps, [Gap::StatusTable, Gap::NoResponse], "{cells:?}");
    }
}
