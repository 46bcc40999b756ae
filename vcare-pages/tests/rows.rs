//! Rows of the field table: labels, needs, and tables that break off.

mod support;

use support::{drafted, read};
use vcare_pages::page::{Field, Gap, Need, Page};

const HEADING: [&str; 6] = ["Field (Short Description)", "Value/Tag Name", "Format", "Field Example", "Type", "Notes"];

const CREDENTIALS: [&str; 5] = ["VENDORID", "USERNAME", "PASSWORD", "PIN", "REFERENCENUMBER"];

/// A page with these fields in its sample request, and a table.
fn page(tags: &str, table: &str) -> Page {
    let elements =
        |tags: &mut dyn Iterator<Item = &str>| tags.map(|tag| format!("<{tag}></{tag}>")).collect::<String>();
    let credentials = elements(&mut CREDENTIALS.into_iter());
    let fields = elements(&mut tags.split_whitespace());
    let request = format!(
        "<VCAREOSSAPI><CREDENTIALS>{credentials}</CREDENTIALS><VCAREOSS><PAINT>{fields}</PAINT></VCAREOSS></VCAREOSSAPI>"
    );
    let reply = "<VcareOssApi><Paint><statusCode></statusCode><id></id></Paint></VcareOssApi>";
    let pieces =
        ["Paint", "This API is used to paint.", table, "Sample Request XML", &request, "Sample Response XML", reply];
    // An HTML page has tags between its pieces.
    let gap = if table.contains("<table") { "<br>" } else { "\n" };
    read(&pieces.join(gap))
}

/// The table as text whose columns are joined by blanks, as text with tabs, with bars, and as HTML.
fn tables(rows: &[[&str; 6]]) -> [String; 4] {
    let rows: Vec<&[&str; 6]> = std::iter::once(&HEADING).chain(rows).collect();
    let lines = |separator: &str| rows.iter().map(|row| row.join(separator)).collect::<Vec<_>>().join("\n");
    let joined = |row: &&[&str; 6]| row.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let cells = |row: &&[&str; 6]| row.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>();
    let html = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect::<String>();
    [
        rows.iter().map(joined).collect::<Vec<_>>().join("\n"),
        lines("\t"),
        lines(" | "),
        format!("<table>{html}</table>"),
    ]
}

/// For each field its tag, and label, format, example, need and notes of its row.
fn rows(page: &Page) -> Vec<String> {
    let row = |field: &Field| {
        let row = field.row.clone()?;
        let need = row.need.map_or("-", Need::as_str);
        Some(format!("{}: {}|{}|{}|{need}|{}", field.tag, row.label, row.format, row.example, row.notes))
    };
    page.fields().map(|field| row(field).unwrap_or_else(|| field.tag.clone())).collect()
}

/// What the rows of a table read as, whatever it was saved as.
fn read_alike(tags: &str, table: &[[&str; 6]]) -> Vec<String> {
    let mut pages = tables(table).map(|table| page(tags, &table)).into_iter();
    let first = pages.next().expect("there are four");
    for other in pages {
        assert_eq!(rows(&other), rows(&first));
        let (other, first) = (drafted(&other), drafted(&first));
        assert_eq!(other, first);
    }
    rows(&first)
}

#[test]
fn labels_with_signs_and_several_names() {
    let one = |tags: &str, label: &str| read_alike(tags, &[[label, "", "String", "891", "Required", "The one."]]);
    let row = |tag: &str, label: &str| format!("{tag}: {label}|String|891|required|The one.");
    assert_eq!(one("ESN KIND", "ESN / SIM"), [row("ESN", "ESN / SIM"), "KIND".to_owned()]);
    assert_eq!(one("SIM KIND", "ESN / SIM"), [row("SIM", "ESN / SIM"), "KIND".to_owned()]);
    assert_eq!(one("ESN KIND", "SIM/ESN"), [row("ESN", "SIM/ESN"), "KIND".to_owned()]);
    assert_eq!(one("ESNNUMBER KIND", "ESN / SIM"), [row("ESNNUMBER", "ESN / SIM"), "KIND".to_owned()]);
    assert_eq!(one("ESN SIM", "ESN / SIM"), [row("ESN", "ESN / SIM"), row("SIM", "ESN / SIM")]);
    assert_eq!(
        one("CUSTOMERID MDN", "Customer ID or MDN"),
        [row("CUSTOMERID", "Customer ID or MDN"), row("MDN", "Customer ID or MDN")]
    );
    assert_eq!(one("IMEI KIND", "IMEI #"), [row("IMEI", "IMEI #"), "KIND".to_owned()]);
    assert_eq!(one("IMEIKIND IMEINUMBER", "IMEI #"), ["IMEIKIND".to_owned(), row("IMEINUMBER", "IMEI #")]);
    assert_eq!(one("DOB KIND", "Date of Birth (DOB)"), [row("DOB", "Date of Birth (DOB)"), "KIND".to_owned()]);
    assert_eq!(one("MDN KIND", "MDN (phone number)"), [row("MDN", "MDN (phone number)"), "KIND".to_owned()]);
    assert_eq!(one("ESN KIND", "ESN NUMBER"), [row("ESN", "ESN NUMBER"), "KIND".to_owned()]);
    assert_eq!(one("MDN KIND", "MDN of the line"), [row("MDN", "MDN of the line"), "KIND".to_owned()]);
    // Two names for one field are told.
    let draft = drafted(&page("ESN SIM", &tables(&[["ESN / SIM", "", "String", "891", "Required", "The one."]])[0]));
    assert!(draft.contains("# check: the page's table calls it \"ESN / SIM\", and SIM too"), "{draft}");
}

#[test]
fn formats_of_several_words() {
    let row = ["KIND", "", "Alpha Numeric", "A1", "Required", "The one."];
    assert_eq!(read_alike("KIND", &[row]), ["KIND: KIND|Alpha Numeric|A1|required|The one."]);
    let row = ["KIND", "", "VARCHAR(20)", "A1", "Optional", "The one."];
    assert_eq!(read_alike("KIND", &[row]), ["KIND: KIND|VARCHAR(20)|A1|optional|The one."]);
}

/// A misspelt need is taken for what it is near to, and told.
#[test]
fn misspelt_needs() {
    for (word, need) in [
        ("Require", "required"),
        ("Requried", "required"),
        ("Required*", "required"),
        ("Optinal", "optional"),
        ("Condtional", "conditional"),
        ("Mandatary", "required"),
    ] {
        let table = [["KIND", "", "string", "A", word, "The one."]];
        assert_eq!(read_alike("KIND", &table), [format!("KIND: KIND|string|A|{need}|The one.")], "{word}");
    }
    let draft = drafted(&page("KIND", &tables(&[["KIND", "", "string", "A", "Require", "The one."]])[0]));
    assert!(draft.contains("# check: the page's word for the need is \"Require\""), "{draft}");
    assert!(draft.contains("# check: need guessed; "), "{draft}");
    // The right word further on is the need.
    let table = [["KIND", "", "string", "Requires", "Optional", "The one."]];
    assert_eq!(read_alike("KIND", &table), ["KIND: KIND|string|Requires|optional|The one."]);
    for word in ["Nonrequired", "Unrequired", "Used"] {
        let page = page("KIND", &tables(&[["KIND", "", "string", "A", word, "The one."]])[3]);
        assert_eq!(rows(&page), ["KIND: KIND|string|A|-|The one."], "{word}");
    }
}

/// A row without a need is a row, and no part of the one before.
#[test]
fn a_row_without_a_need() {
    let table = [
        ["KIND", "", "string", "A", "Optional", "The one."],
        ["SHOP ID", "", "string", "S1", "", "Where it is bought, and who is there to sell it."],
        ["SIZE", "", "string", "B", "Optional", "The other."],
    ];
    let page = page("KIND SHOPID SIZE", &tables(&table)[0]);
    assert_eq!(page.gaps, []);
    assert_eq!(rows(&page)[1], "SHOPID: SHOP ID|string|S1|-|Where it is bought, and who is there to sell it.");
    let draft = drafted(&page);
    assert!(draft.contains("# check: the page's row has no need"), "{draft}");
}

/// How the field of the last row that is left is marked, and whether the page is known to break off.
fn last(tags: &str, rows: &[[&str; 6]], end: &str) -> (Vec<Gap>, Vec<String>) {
    let table = format!("{}\n{end}", tables(rows)[0]);
    let page = page(tags, &table);
    (page.gaps.clone(), page.fields().flat_map(|field| field.remarks.clone()).collect())
}

const KIND: [&str; 6] = ["KIND", "", "string", "A", "Optional", "The one."];

#[test]
fn a_table_that_breaks_off_in_a_row() {
    let told = vec!["the table breaks off in its row".to_owned()];
    let (gaps, remarks) = last("KIND SHOPID", &[KIND], "SHOP I");
    assert_eq!((gaps, remarks.last()), (vec![Gap::FieldTable], told.last()));
    for end in [
        "SHOP ID",
        "SHOP ID str",
        "SHOP ID string",
        "SHOP ID string S1",
        "SHOP ID string S1 Required Where it is bought or",
        "SHOP ID string S1 Required Where it is bought. You can get it from the",
        "SHOP ID string S1 Required One of A, B,",
        "SHOP ID string S1 Required Where it is bought (in",
    ] {
        assert_eq!(last("KIND SHOPID", &[KIND], end), (vec![Gap::FieldTable], told.clone()), "{end}");
    }
    // Prose without its end, and fields that have no row.
    let end = "SHOP ID string S1 Required This is the shop of the one that paints";
    assert_eq!(last("KIND SHOPID SIZE", &[KIND], end), (vec![Gap::FieldTable], told));
    assert_eq!(last("KIND SHOPID", &[KIND], end), (vec![], vec![]));
    // Without any, nobody knows.
    let end = "SHOP ID string S1 Required The shop. This is the shop of the one that pain";
    let told = vec!["its row ends within a sentence: whether the table breaks off there".to_owned()];
    assert_eq!(last("KIND SHOPID", &[KIND], end), (vec![], told));
    for whole in [
        "SHOP ID string S1 Required The shop. Numeric",
        "SHOP ID string S1 Required A, B",
        "SHOP ID string S1 Required",
    ] {
        assert_eq!(last("KIND SHOPID SIZE", &[KIND], whole), (vec![], vec![]), "{whole}");
    }
}

/// A table that ends before the last fields of the request: one alone can be forgotten.
#[test]
fn a_table_that_breaks_off_behind_a_row() {
    let end = "SHOP ID string S1 Required The shop.";
    let told = |tags: &str| last(tags, &[KIND], end);
    let cut = |silent: &str| {
        let remark = format!("the table breaks off in its row, or behind it: it has none for {silent}");
        (vec![Gap::FieldTable], vec![remark])
    };
    assert_eq!(told("KIND SHOPID SIZE HUE"), cut("SIZE and HUE"));
    assert_eq!(told("KIND SIZE HUE SHOPID"), cut("SIZE and HUE"));
    assert_eq!(told("KIND SHOPID SIZE"), (vec![], vec![]));
    assert_eq!(told("SIZE HUE KIND SHOPID"), (vec![], vec![]));
    // A list at the end of what is left can go on.
    let page = page("KIND SHOPID SIZE HUE", &format!("{}\nSHOP ID string A Required A, B", tables(&[KIND])[0]));
    let rows: Vec<_> = page.fields().filter_map(|field| field.row.clone()).collect();
    assert!(rows[1].breaks_off && rows[1].facts.values.is_empty(), "{rows:?}");
}

#[test]
fn a_table_of_cells_that_breaks_off() {
    let told = vec!["the table breaks off in its row".to_owned()];
    let rows = format!("{}\n", tables(&[KIND])[3].replace("</table>", ""));
    let cut = |end: &str| {
        let text = page("KIND SHOPID SIZE", "");
        assert!(text.gaps.is_empty());
        let page = page("KIND SHOPID SIZE", &format!("{rows}{end}</table>"));
        (page.gaps.clone(), page.fields().flat_map(|field| field.remarks.clone()).collect::<Vec<_>>())
    };
    for end in [
        "<tr><td>SHOP ID</td>",
        "<tr><td>SHOP ID</td><td></td><td>str",
        "<tr><td>SHOP ID</td><td></td><td>string</td><td>S1</td><td>Requ",
    ] {
        assert_eq!(cut(end), (vec![Gap::FieldTable], told.clone()), "{end}");
    }
    // A line across the table lacks nothing.
    let across = "<tr><td colspan=\"6\">Shops</td></tr><tr><td>SHOP ID</td><td></td><td>string</td><td>S1</td><td>Required</td><td>.</td></tr>";
    assert_eq!(cut(across), (vec![], vec![]));
}

/// What stands beyond the place where the table breaks off is not odd, and is compared no further.
#[test]
fn a_comparison_with_a_table_that_breaks_off() {
    let whole = [
        KIND,
        ["SHOP ID", "", "string", "S1", "Required", "Which shop. Max length 5."],
        ["SIZE", "", "Numeric", "1", "Required", "How large."],
    ];
    let spec = drafted(&page("KIND SHOPID SIZE", &tables(&whole)[0]));
    let cut = page("KIND SHOPID SIZE", &format!("{}\nSHOP ID string S1 Required Which shop or", tables(&[KIND])[0]));
    assert!(!drafted(&cut).contains("odd"), "{}", drafted(&cut));
    assert!(drafted(&cut).contains("incomplete = [\"request\"]"));
    let told = support::in_lines(&support::differences("rows_cut", &cut, &spec));
    assert_eq!(told, ["endpoint page has otherwise incomplete: \"the table of fields breaks off\" / \"\""]);
}

/// A row that is about no field of the sample request is a field where its label can be an element's name.
#[test]
fn a_label_that_is_no_name() {
    let table = [
        KIND,
        ["5 DAYS", "", "string", "S1", "Optional", "How long."],
        ["DAYS", "", "string", "S1", "Optional", "How long."],
    ];
    let page = page("KIND", &tables(&table)[0]);
    assert_eq!(page.fields().map(|field| field.tag.as_str()).collect::<Vec<_>>(), ["KIND", "DAYS"]);
}

/// The table as HTML, with that heading.
fn html(heading: &[&str], rows: &[&[&str]]) -> String {
    let row = |tag: &str, cells: &[&str]| {
        format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>")).collect::<String>())
    };
    let rows = rows.iter().map(|cells| row("td", cells)).collect::<String>();
    format!("<table>{}{rows}</table>", row("th", heading))
}

/// A heading can have more cells than its rows, or one for two columns: what stands in the cells tells them apart.
#[test]
fn a_heading_whose_cells_are_not_those_of_the_rows() {
    let tags = "SIZE COLOUR CONTACT AGENTID";
    let mut cells: Vec<[&str; 6]> = CREDENTIALS.iter().map(|tag| [tag, "string", "X1", "Required", "", ""]).collect();
    cells.extend([
        ["SIZE", "Numeric", "5", "Required", "How large it is.", "Only numbers"],
        ["COLOUR", "string", "Red", "Required", "Which one.", "Red, Blue"],
        [
            "CONTACT",
            "string",
            "x@example.com",
            "Optional",
            "Who asks, and who is told of it in the end, if anyone.",
            "",
        ],
        ["BRUSH", "string", "Fine", "Optional", "The sample has none.", ""],
        ["AGENT ID", "String", "John Doe", "Required", "Who sends it.", ""],
    ]);
    let text = |heading: &[&str]| {
        let rows = cells.iter().map(|cells| cells.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>());
        let lines = std::iter::once(heading.to_vec()).chain(rows).map(|cells| cells.join(" "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let six: Vec<&[&str]> = cells.iter().map(<[&str; 6]>::as_slice).collect();
    let with_tag = |cells: &[&'static str; 6]| {
        let [label, others @ ..] = *cells;
        std::iter::once(label).chain([""]).chain(others).collect::<Vec<&str>>()
    };
    let seven: Vec<Vec<&str>> = cells.iter().map(with_tag).collect();
    let seven: Vec<&[&str]> = seven.iter().map(Vec::as_slice).collect();
    let rest = ["Field Example", "Type", "Notes", "Validation rules"];
    let heading = |first: &[&'static str]| first.iter().chain(&rest).copied().collect::<Vec<&str>>();
    let more = heading(&["Field (Short Description)", "Value/Tag Name", "Format"]);
    let joined = heading(&["Field (Short Description)", "Value/Tag Name Format"]);
    let plain = page(tags, &text(&more));
    assert_eq!(
        plain.fields().map(|field| field.tag.as_str()).collect::<Vec<_>>().join(" "),
        "SIZE COLOUR CONTACT BRUSH AGENTID"
    );
    for (name, heading, rows) in [
        ("a cell too many in the heading", &more, &six),
        ("a cell for two columns, of which the rows have one", &joined, &six),
        ("a cell for two columns", &joined, &seven),
        ("all cells", &more, &seven),
    ] {
        let page = page(tags, &html(heading, rows));
        // Only HTML keeps notes and rules apart.
        let joined: Vec<String> = self::rows(&page).iter().map(|row| row.replace("\n\n", " ")).collect();
        assert_eq!(joined, self::rows(&plain), "{name}");
        assert_eq!(drafted(&page), drafted(&plain), "{name}");
        assert_eq!(page.gaps, [], "{name}");
    }
    // The columns are told alike where the table breaks off.
    let mut cut = six.clone();
    cut.truncate(7);
    cut.push(&["CONTACT", "string", "x@ex"]);
    let cut = page(tags, &html(&more, &cut));
    assert_eq!(cut.gaps, [Gap::FieldTable]);
    assert_eq!(self::rows(&cut)[2], "CONTACT: CONTACT|string|x@ex|-|");
}

/// Where the cells do not tell, the heading has the word, and the draft says so.
#[test]
fn a_heading_of_more_cells_in_doubt() {
    let heading = ["Field", "Value/Tag Name", "Format", "Field Example", "Type", "Notes"];
    let rows: [&[&str]; 2] =
        [&["COLOUR", "any", "Red", "sometimes", "Which."], &["SIZE", "any", "5", "always", "How large."]];
    let draft = drafted(&page("COLOUR SIZE", &html(&heading, &rows)));
    let mark =
        "# check: the heading of the table of fields has 6 cells, and a row has 5: whether each stands in its column";
    assert!(draft.contains(mark), "{draft}");
    // Cells left out at the end of rows are no doubt.
    let rows: [&[&str]; 2] =
        [&["COLOUR", "", "string", "Red", "Required", "Which."], &["SIZE", "", "string", "5", "Optional"]];
    let draft = drafted(&page("COLOUR SIZE", &html(&heading, &rows)));
    assert!(!draft.contains("whether each stands"), "{draft}");
}
