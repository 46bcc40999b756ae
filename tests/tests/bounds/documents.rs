//! Large documents of every kind of content.

use bytes::Bytes;
use vcare_api::{Endpoint, GetCustomerInfo, GetPlanService, RawReply};
use vcare_core::codec::{DecodeError, ReadOptions, decode};
use vcare_core::record::Record;
use vcare_core::schema::EndpointSchema;
use vcare_tests::reply_with;

pub const OK: &str = "<statusCode>00</statusCode>";

/// How large the documents are that take memory and time.
const LARGE: usize = 1 << 18;

fn repeated(part: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(LARGE + 1024);
    let mut number = 0;
    while out.len() < LARGE {
        out.push_str(&part(number));
        number += 1;
    }
    out
}

fn same(part: &str) -> String {
    repeated(|_| part.to_owned())
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '€' { 0x80 } else { u8::try_from(c).expect("it is Latin") }).collect()
}

pub struct Document {
    pub name: &'static str,
    pub schema: &'static EndpointSchema,
    pub body: Vec<u8>,
}

/// Documents of every kind of content, each of about a quarter of a mebibyte, in which the status comes first.
pub fn documents() -> Vec<Document> {
    let customer = |name, inside: String| {
        let body = reply_with("GetCustomerInfo", "1", &format!("{OK}{inside}"));
        Document { name, schema: GetCustomerInfo::SCHEMA, body: body.into_bytes() }
    };
    let plans = |name, inside: String| {
        let body = reply_with("GetPlanService", "1", &format!("{OK}<plan>{inside}</plan>"));
        Document { name, schema: GetPlanService::SCHEMA, body: body.into_bytes() }
    };
    let names: Vec<String> = (0..60).map(|level| format!("{}{level}", "n".repeat(250))).collect();
    let deep: String = names.iter().map(|name| format!("<{name}>")).collect();
    let deep_end: String = names.iter().rev().map(|name| format!("</{name}>")).collect();
    let mut documents = vec![
        customer("short unknown elements", same("<a>1</a>")),
        customer("empty unknown elements", same("<a/>")),
        customer("longer unknown elements", same("<newElement>its value</newElement>\n")),
        customer("rows of unknown elements", same("<row><first>1</first><second>two</second></row>")),
        customer("unknown elements deep inside", format!("{deep}{}{deep_end}", same("<a/>"))),
        customer("text beside elements", same("x<b/>")),
        customer("references in unknown elements", same("<a>&amp;</a>")),
        customer("characters by number", same("<a>&#65;&#66;</a>")),
        customer("carriage returns", same("<a>\r</a>")),
        customer("sections", same("<a>x<![CDATA[y]]></a>")),
        customer("attributes", same("<a b='' c='' d='' e=''/>")),
        customer("attributes with references", same("<a b='&amp;'/>")),
        customer("namespaces", same("<a xmlns:b='c'/>")),
        customer(
            "namespaces that differ",
            repeated(|number| format!("<a xmlns:b='c{number}' xmlns:d='e' b:x='' d:x=''/>")),
        ),
        customer("bare ampersands", same("& <a/>")),
        customer("undeclared prefixes", same("<a:b/>")),
        customer("comments", same("<!---->")),
        customer("instructions", same("<?a?>")),
        customer("one long text", format!("<a>{}</a>", same("x"))),
        customer("one long text with references", format!("<a>{}</a>", same("&lt;"))),
        customer(
            "one long known text with references",
            format!("<CustomerDetails><FirstName>{}</FirstName></CustomerDetails>", same("&lt;")),
        ),
        customer("a known structure again and again", same("<CustomerDetails/>")),
        plans("empty rows", same("<planDetail/>")),
        plans("short rows", same("<planDetail><planName>1</planName></planDetail>")),
        plans("rows with references", same("<planDetail><planName>&amp;</planName></planDetail>")),
        plans("rows with an unknown element", same("<planDetail><planName>a name</planName><odd>1</odd></planDetail>")),
        plans("rows and references", same("<planDetail><planName>&amp;</planName><odd>1</odd></planDetail>")),
        plans(
            "rows as they come",
            same(
                "<planDetail><planName>Lifeline 1000 minutes &amp; text</planName><planID>1234</planID>\
                 <planPrice>0.00</planPrice><talk>1000</talk>\
                 <text>Unlimited</text><data>4.5 GB</data></planDetail>\n",
            ),
        ),
    ];
    // The same in other encodings.
    let euros = reply_with("GetCustomerInfo", "1", &format!("{OK}<a>{}</a>", same("€")));
    let declared = format!("<?xml version='1.0' encoding='windows-1252'?>{euros}");
    let wide = reply_with("GetPlanService", "1", &format!("{OK}<plan>{}</plan>", same("<planDetail>€</planDetail>")));
    documents.extend([
        Document { name: "windows-1252", schema: GetCustomerInfo::SCHEMA, body: windows_1252(&declared) },
        Document { name: "bytes that are not UTF-8", schema: GetCustomerInfo::SCHEMA, body: windows_1252(&euros) },
        Document {
            name: "UTF-16",
            schema: GetPlanService::SCHEMA,
            body: wide.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        },
    ]);
    documents
}

pub type Read = (RawReply, Box<dyn Record>, Option<DecodeError>);

pub fn read(document: &Document, body: &Bytes, options: ReadOptions<'_>) -> Read {
    let mut response = (document.schema.new_response)();
    let (raw, error) = decode::salvage(document.schema, body, &mut *response, options);
    (raw, response, error)
}
