/**Finds a line.

Request [`FindLine`], answer [`Response`], statuses [`Status`].
*/
pub mod find_line {
    use ::vcare_api::__private as __v;
    /**Finds a line.

The call only reads: sending it twice does no harm.

# Fields

| field | element | need | format | when blank | when wrong |
|---|---|---|---|---|---|
| [`mdn`](Self::mdn) | `MDN` | required | exactly 10 digits | 701 | 702 |
| [`note`](Self::note) | `NOTE` | optional |  |  |  |

# Statuses

| code | variant | description | what to do |
|---|---|---|---|
| 00 | [`Success`](Status::Success) | SUCCESS | SUCCESS |
| 13 | [`InvalidPassword`](Status::InvalidPassword) | Password is invalid. | Provide a valid Password. |
| 16 | [`VendorNotFound`](Status::VendorNotFound) | Vendor not found. Wrong credentials. | Please enter valid vendor credentials. |
| 701 | [`BlankMdn`](Status::BlankMdn) | MDN is required. | Give an MDN. |
| 702 | [`InvalidMdn`](Status::InvalidMdn) | MDN is invalid. | Give ten digits. |

# Example

```text
use vcare_api::Endpoint;
use crate::find_line::FindLine;

let request = FindLine::new("5551234567");
assert!(request.validate().is_empty());
let reply = client.call(&request).await?;
println!("{:?}", reply.response);
```
*/
    #[non_exhaustive]
    pub struct FindLine {
        ///The line's number. Element `MDN`, required. Must be exactly 10 digits.
        pub mdn: __v::Text,
        ///Why it is looked for. Element `NOTE`, optional.
        pub note: __v::Option<__v::Text>,
        extra: __v::Vec<__v::ExtraElement>,
    }
    impl FindLine {
        /**A request with the fields that every such request needs, in wire order.

- `mdn`: The line's number.
*/
        pub fn new(mdn: impl __v::Into<__v::Text>) -> Self {
            let mut __made = Self::__blank();
            __made.mdn = __v::Into::into(mdn);
            __made
        }
        fn __blank() -> Self {
            Self {
                mdn: __v::Default::default(),
                note: __v::None,
                extra: __v::Vec::new(),
            }
        }
        ///Why it is looked for. Element `NOTE`, optional.
        pub fn note(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.note = __v::Some(__v::Into::into(value));
            self
        }
        /// Adds an element that the spec does not name, at the end of the first block.
        pub fn element(
            mut self,
            name: impl __v::Into<__v::Text>,
            value: impl __v::Into<__v::Sensitive>,
        ) -> Self {
            self.extra
                .push(__v::ExtraElement {
                    block: __v::None,
                    name: __v::Into::into(name),
                    value: __v::Into::into(value),
                });
            self
        }
    }
    impl FindLine {
        fn __leaf(&self, index: usize) -> &dyn __v::Leaf {
            match index {
                0 => &self.mdn,
                1 => &self.note,
                _ => __v::no_such_index(index),
            }
        }
    }
    impl __v::Record for FindLine {
        fn layout(&self) -> __v::Layout {
            __v::Layout::Request(&SCHEMA)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            __v::Value::Leaf(self.__leaf(index))
        }
        fn leaf(&self, index: usize) -> __v::Option<&dyn __v::Leaf> {
            __v::Some(self.__leaf(index))
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            __v::Slot::Leaf(
                match index {
                    0 => &mut self.mdn,
                    1 => &mut self.note,
                    _ => __v::no_such_index(index),
                },
            )
        }
        fn extra(&self) -> &[__v::ExtraElement] {
            &self.extra
        }
        fn add_extra(&mut self, element: __v::ExtraElement) {
            self.extra.push(element);
        }
    }
    __v::record! {
        FindLine, FindLine::__blank()
    }
    impl __v::Endpoint for FindLine {
        type Response = Response;
        type Status = Status;
        const SCHEMA: &'static __v::EndpointSchema = &SCHEMA;
    }
    ///What a reply to [`FindLine`] holds beside its status.
    #[non_exhaustive]
    pub struct Response {
        ///Who has the line. Element `name`.
        pub name: __v::Option<__v::Text>,
    }
    impl __v::Record for Response {
        fn layout(&self) -> __v::Layout {
            __v::Layout::response(&SCHEMA)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.name,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                _ => {
                    __v::Slot::Leaf(
                        match index {
                            0 => &mut self.name,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Response {
        fn default() -> Self {
            Self { name: __v::None }
        }
    }
    __v::record! {
        Response, < Response as __v::Default > ::default()
    }
    __v::status! {
        #[doc = "What the server can answer to [`FindLine`]."] Status, SCHEMA { #[doc =
        "00: SUCCESS.\n\nWhat to do: SUCCESS"] Success = "00", #[doc =
        "13: Password is invalid.\n\nWhat to do: Provide a valid Password."]
        InvalidPassword = "13", #[doc =
        "16: Vendor not found. Wrong credentials.\n\nWhat to do: Please enter valid vendor credentials."]
        VendorNotFound = "16", #[doc =
        "701: MDN is required.\n\nWhat to do: Give an MDN."] BlankMdn = "701", #[doc =
        "702: MDN is invalid.\n\nWhat to do: Give ten digits."] InvalidMdn = "702", }
    }
    ///What the spec of `FindLine` says.
    pub static SCHEMA: __v::EndpointSchema = __v::EndpointSchema::__new(
        "FindLine",
        b"\x08FindLine\x08FindLine\rFinds a line.\0\0\0\0\0\0\0\0'http://www.oss.vcarecorporation.com/oss\x01\x01\0\x0BVCAREOSSAPI\x0BCREDENTIALS\x08VCAREOSS\x0BVcareOssApi\x0Bcredentials\x08vendorId\x0FreferenceNumber\nstatusCode\x0Bdescription\x10errorDescription\x05\x08VENDORID\0\0\0\0\x08vendorid7Your company's vendor ID, given by the account manager.\0\0\0\0\0\0\0\0\0\0\0\x01\x0216\0\0\x01\0\x01\x10Vcarecorporation\x08USERNAME\0\0\0\0\x08username2The API user's name, given by the account manager.\0\0\0\0\0\0\0\0\0\0\0\x01\x0216\0\0\x01\x01\x01\x10Vcarecorporation\x08PASSWORD\0\0\0\0\x08password\x18The API user's password.\0\0\0\0\0\0\0\0\0\x03\0\x01\x0213\0\0\x01\x02\0\x03PIN\0\0\0\0\x03pin$A second secret beside the password.\0\0\0\0\0\0\0\0\0\x03\0\x01\x0216\0\0\x01\x03\0\x0FREFERENCENUMBER\0\0\0\0\x0FreferencenumberpYour own number for this call. The reply repeats it; the vendor is not known to refuse one that was used before.\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x04\x01\t123456789\x01\x08FINDLINE\x02\x03MDN\0\0\0\0\x03mdn\x12The line's number.\0\0\x01\0\x01\0\x01\n\0\0\0\0\0\0\x01\x03701\x01\x03702\0\0\0\0\x04NOTE\0\0\0\0\x04note\x15Why it is looked for.\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x03MDN\n5551234567\x08Response\x01\x04name\x04name\x11Who has the line.\0\0\0\0\0\0\0\0\0\x05\x0200\x07Success\x07SUCCESS\x07SUCCESS\0\0\0\x0213\x0FInvalidPassword\x14Password is invalid.\x19Provide a valid Password.\0\0\0\x0216\x0EVendorNotFound$Vendor not found. Wrong credentials.&Please enter valid vendor credentials.\0\0\0\x03701\x08BlankMdn\x10MDN is required.\x0CGive an MDN.\0\0\0\x03702\nInvalidMdn\x0FMDN is invalid.\x10Give ten digits.\0\0\0",
        || __v::Box::new(FindLine::__blank()),
        || __v::Box::new(<Response as __v::Default>::default()),
    );
}
#[doc(inline)]
pub use find_line::FindLine;
/// The endpoints made here, sorted by name.
pub static ENDPOINTS: &[&::vcare_api::EndpointSchema] = &[&find_line::SCHEMA];
