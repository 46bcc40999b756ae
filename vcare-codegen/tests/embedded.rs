//! The schema that is embedded is the one that the spec has.

use std::path::Path;

use vcare_schema::Endpoint;

#[test]
fn what_is_embedded_is_read_again_as_it_was() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"));
    let specs = vcare_spec::load(base, &["../spec", "tests/expansions"]).expect("the folders are there");
    assert!(specs.endpoints.len() > 5, "{:?}", specs.rendered().collect::<Vec<_>>());
    for endpoint in &specs.endpoints {
        let schema = endpoint.schema(&specs.shared);
        let bytes: &'static [u8] = schema.to_bytes().leak();
        let read = Endpoint::from_bytes(bytes).expect("they were just written");
        assert_eq!(read.to_bytes(), bytes, "{}", endpoint.name);
        assert_eq!((read.name, read.summary), (endpoint.name.as_str(), endpoint.summary.as_str()));
        let of_spec = endpoint.fields().map(|field| field.wire.as_str());
        assert!(read.fields().map(|(_, field)| field.wire).eq(of_spec), "{}", endpoint.name);
        // Structures are named in the spec and numbered in the schema.
        assert_eq!(read.response.elements.len(), endpoint.response.len(), "{}", endpoint.name);
        for (spec, element) in endpoint.response.iter().zip(&read.response.elements) {
            let inside = read.group(element).map(|group| group.name);
            assert_eq!(inside, spec.group.as_ref().map(|name| name.as_str()), "{}", element.wire);
        }
        // Cut off anywhere, it is an error and nothing worse.
        for length in 0..bytes.len() {
            assert!(Endpoint::from_bytes(&bytes[..length]).is_err(), "{length} of {} bytes", bytes.len());
        }
    }
}
