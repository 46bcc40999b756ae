/**Moves a line.

Request [`MoveLine`], answer [`Response`], statuses [`Status`].
*/
pub mod move_line {
    use ::vcare_api::__private as __v;
    /**Moves a line.

The line keeps its plan.

The call changes something: one whose outcome is unknown must not be sent again unseen.

To find out whether it was carried out, ask FindLine who has the line.

Source: the vendor's page "Move Line", `https://www.vcareapi.com/vcareOssApi/MoveLineV2/`.

# Fields

| field | element | need | format | when blank | when wrong |
|---|---|---|---|---|---|
| [`mdn`](Self::mdn) | `MOVELINE/MDN` | required | text like 999-9999 (9 a digit, A a letter) | 701 | 701 |
| [`mode`](Self::mode) | `MOVELINE/MODE` | required | `NOW` or `LATER` | 702 | 702 |
| [`move_date`](Self::move_date) | `MOVELINE/DATE` | when MODE is `LATER` |  | 703 |  |
| [`fee`](Self::fee) | `MOVELINE/FEE` | optional | at most 4 digits |  | 704 |
| [`pin`](Self::pin) | `MOVELINE/PIN` | when the line is locked |  |  |  |
| [`locale`](Self::locale) | `MOVELINE/LOCALE` | required; the server takes `en-US` when it is left out | exactly 5 letters or hyphens |  |  |
| [`notify`](Self::notify) | `CONTACT/NOTIFY` | optional | `Y` or `N` |  |  |
| [`email`](Self::email) | `CONTACT/EMAIL` | optional |  |  |  |
| [`agent_id`](Self::agent_id) | `CONTACT/AGENTID` | required; the client can fill it |  | 356 |  |
| [`source`](Self::source) | `CONTACT/SOURCE` | optional | `API`, `TABLET`, `IVR` or `WEBSITE` |  | 457 |

At least one of `NOTIFY` or `EMAIL` must be given, or the status is 705.

# Statuses

| code | variant | description | what to do |
|---|---|---|---|
| 00 | [`Success`](Status::Success) | SUCCESS | SUCCESS |
| 13 | [`InvalidPassword`](Status::InvalidPassword) | Password is invalid. | Provide a valid Password. |
| 16 | [`VendorNotFound`](Status::VendorNotFound) | Vendor not found. Wrong credentials. | Please enter valid vendor credentials. |
| 356 | [`BlankAgentId`](Status::BlankAgentId) | Agent ID cannot be blank. | Please provide Agent ID as it cannot be blank. |
| 457 | [`InvalidSource`](Status::InvalidSource) | Invalid Source. | Please provide a valid Source. Given value is invalid for Source. |
| 701 | [`InvalidMdn`](Status::InvalidMdn) | MDN is wrong: | Give an MDN. |
| 702 | [`InvalidMode`](Status::InvalidMode) | is no mode. | Give NOW or LATER. |
| 703 | [`BlankDate`](Status::BlankDate) | Date is required. | Give a date. |
| 704 | [`InvalidFee`](Status::InvalidFee) | Fee is wrong. | Leave it out. |
| 705 | [`NothingToDo`](Status::NothingToDo) | Give a contact. | Give EMAIL or NOTIFY. |
| 706 | [`MovedBefore`](Status::MovedBefore) | The line was moved before. | Nothing to do. |
| 707 | [`LineIsBusy`](Status::LineIsBusy) | The line is busy. |  |

# Example

```text
use vcare_api::Endpoint;
use crate::move_line::{Mode, MoveLine};

let request = MoveLine::new("555-1234", Mode::Now).notify(vcare_api::YesNo::Yes);
assert!(request.validate().is_empty());
let reply = client.call(&request).await?;
println!("{:?}", reply.response);
```
*/
    #[non_exhaustive]
    pub struct MoveLine {
        ///The line's number. Element `MDN`, required. Must be text like 999-9999 (9 a digit, A a letter). Personal data.
        pub mdn: __v::Sensitive,
        ///When to move it. Element `MODE`, required. Must be `NOW` or `LATER`.
        pub mode: Mode,
        ///The day. Element `DATE`, when MODE is `LATER`.
        pub move_date: __v::Option<__v::Text>,
        ///What it costs. Element `FEE`, optional. Must be at most 4 digits. Must be `0` when MODE is `NOW`.
        pub fee: __v::Option<__v::Text>,
        ///The line's PIN. Element `PIN`, when the line is locked. Secret.
        pub pin: __v::Option<__v::Sensitive>,
        ///The language. Element `LOCALE`, required; the server takes `en-US` when it is left out. Must be exactly 5 letters or hyphens.
        pub locale: __v::Option<__v::Text>,
        ///Whether to send a notice. Element `NOTIFY`, optional. Must be `Y` or `N`.
        pub notify: __v::Option<::vcare_api::YesNo>,
        ///Where to. Element `EMAIL`, optional. Personal data.
        pub email: __v::Option<__v::Sensitive>,
        ///Telgoo5 login of the employee or agent in whose name the call is made. Element `AGENTID`, required; the client can fill it.
        pub agent_id: __v::Option<__v::Text>,
        ///Where the order or request comes from. Element `SOURCE`, optional. Must be `API`, `TABLET`, `IVR` or `WEBSITE`.
        pub source: __v::Option<::vcare_api::Source>,
        extra: __v::Vec<__v::ExtraElement>,
    }
    impl MoveLine {
        /**A request with the fields that every such request needs, in wire order.

- `mdn`: The line's number.
- `mode`: When to move it.
*/
        pub fn new(mdn: impl __v::Into<__v::Sensitive>, mode: Mode) -> Self {
            let mut __made = Self::__blank();
            __made.mdn = __v::Into::into(mdn);
            __made.mode = mode;
            __made
        }
        fn __blank() -> Self {
            Self {
                mdn: __v::Default::default(),
                mode: __v::Default::default(),
                move_date: __v::None,
                fee: __v::None,
                pin: __v::None,
                locale: __v::None,
                notify: __v::None,
                email: __v::None,
                agent_id: __v::None,
                source: __v::None,
                extra: __v::Vec::new(),
            }
        }
        ///The day. Element `DATE`, when MODE is `LATER`.
        pub fn move_date(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.move_date = __v::Some(__v::Into::into(value));
            self
        }
        ///What it costs. Element `FEE`, optional. Must be at most 4 digits. Must be `0` when MODE is `NOW`.
        pub fn fee(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.fee = __v::Some(__v::Into::into(value));
            self
        }
        ///The line's PIN. Element `PIN`, when the line is locked. Secret.
        pub fn pin(mut self, value: impl __v::Into<__v::Sensitive>) -> Self {
            self.pin = __v::Some(__v::Into::into(value));
            self
        }
        ///The language. Element `LOCALE`, required; the server takes `en-US` when it is left out. Must be exactly 5 letters or hyphens.
        pub fn locale(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.locale = __v::Some(__v::Into::into(value));
            self
        }
        ///Whether to send a notice. Element `NOTIFY`, optional. Must be `Y` or `N`.
        pub fn notify(mut self, value: ::vcare_api::YesNo) -> Self {
            self.notify = __v::Some(value);
            self
        }
        ///Where to. Element `EMAIL`, optional. Personal data.
        pub fn email(mut self, value: impl __v::Into<__v::Sensitive>) -> Self {
            self.email = __v::Some(__v::Into::into(value));
            self
        }
        ///Telgoo5 login of the employee or agent in whose name the call is made. Element `AGENTID`, required; the client can fill it.
        pub fn agent_id(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.agent_id = __v::Some(__v::Into::into(value));
            self
        }
        ///Where the order or request comes from. Element `SOURCE`, optional. Must be `API`, `TABLET`, `IVR` or `WEBSITE`.
        pub fn source(mut self, value: ::vcare_api::Source) -> Self {
            self.source = __v::Some(value);
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
    impl MoveLine {
        fn __leaf(&self, index: usize) -> &dyn __v::Leaf {
            match index {
                0 => &self.mdn,
                1 => &self.mode,
                2 => &self.move_date,
                3 => &self.fee,
                4 => &self.pin,
                5 => &self.locale,
                6 => &self.notify,
                7 => &self.email,
                8 => &self.agent_id,
                9 => &self.source,
                _ => __v::no_such_index(index),
            }
        }
    }
    impl __v::Record for MoveLine {
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
                    1 => &mut self.mode,
                    2 => &mut self.move_date,
                    3 => &mut self.fee,
                    4 => &mut self.pin,
                    5 => &mut self.locale,
                    6 => &mut self.notify,
                    7 => &mut self.email,
                    8 => &mut self.agent_id,
                    9 => &mut self.source,
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
        MoveLine, MoveLine::__blank()
    }
    impl __v::Endpoint for MoveLine {
        type Response = Response;
        type Status = Status;
        const SCHEMA: &'static __v::EndpointSchema = &SCHEMA;
    }
    __v::choice! {
        #[doc = "Values of `MODE`. When to move it."] Mode { Now = "NOW", Later =
        "LATER", }
    }
    ///What a reply to [`MoveLine`] holds beside its status.
    #[non_exhaustive]
    pub struct Response {
        ///The line. Element `line`.
        pub line: __v::Option<Line>,
        ///A step. Element `step_1` to `step_3`.
        pub steps: __v::Vec<__v::Numbered<Step>>,
        ///A note. Element `note_1`, `note_2` and so on.
        pub notes: __v::Vec<__v::Numbered<__v::Text>>,
        ///A warning. Element `warning`, any number of times.
        pub warning: __v::Vec<__v::Text>,
        ///Element `trace`. It was seen in replies, not documented.
        pub trace: __v::Option<__v::Text>,
    }
    impl __v::Record for Response {
        fn layout(&self) -> __v::Layout {
            __v::Layout::response(&SCHEMA)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                2 => __v::Value::Leaves(&self.notes),
                3 => __v::Value::Leaves(&self.warning),
                0 => __v::Value::Groups(&self.line),
                1 => __v::Value::Groups(&self.steps),
                _ => {
                    __v::Value::Leaf(
                        match index {
                            4 => &self.trace,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                2 => __v::Slot::Leaves(&mut self.notes),
                3 => __v::Slot::Leaves(&mut self.warning),
                0 => __v::Slot::Groups(&mut self.line),
                1 => __v::Slot::Groups(&mut self.steps),
                _ => {
                    __v::Slot::Leaf(
                        match index {
                            4 => &mut self.trace,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Response {
        fn default() -> Self {
            Self {
                line: __v::None,
                steps: __v::Vec::new(),
                notes: __v::Vec::new(),
                warning: __v::Vec::new(),
                trace: __v::None,
            }
        }
    }
    __v::record! {
        Response, < Response as __v::Default > ::default()
    }
    ///The line. The inside of element `line`.
    #[non_exhaustive]
    pub struct Line {
        ///Its ID. Attribute `id`.
        pub id: __v::Option<__v::Text>,
        ///The day that it was bought. Element `since`.
        pub since: __v::Option<__v::Text>,
        ///Who has it. Element `owner`. Personal data.
        pub owner: __v::Option<__v::Sensitive>,
        ///The day that it was moved. Element `since`.
        pub moved_since: __v::Option<__v::Text>,
        ///A plan. Element `plan`, any number of times.
        pub plan: __v::Vec<Plan>,
    }
    impl __v::Record for Line {
        fn layout(&self) -> __v::Layout {
            __v::Layout::group(&SCHEMA, 0)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                4 => __v::Value::Groups(&self.plan),
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.id,
                            1 => &self.since,
                            2 => &self.owner,
                            3 => &self.moved_since,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                4 => __v::Slot::Groups(&mut self.plan),
                _ => {
                    __v::Slot::Leaf(
                        match index {
                            0 => &mut self.id,
                            1 => &mut self.since,
                            2 => &mut self.owner,
                            3 => &mut self.moved_since,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Line {
        fn default() -> Self {
            Self {
                id: __v::None,
                since: __v::None,
                owner: __v::None,
                moved_since: __v::None,
                plan: __v::Vec::new(),
            }
        }
    }
    __v::record! {
        Line, < Line as __v::Default > ::default()
    }
    ///A plan. The inside of element `plan`.
    #[non_exhaustive]
    pub struct Plan {
        ///Element `name`.
        pub name: __v::Option<__v::Text>,
        ///What it holds. Element `kind`. The vendor documents [`TALK`](Self::KIND_TALK), [`TALK & TEXT`](Self::KIND_TALK_AND_TEXT).
        pub kind: __v::Option<__v::Text>,
    }
    impl Plan {
        ///A value of [`kind`](Self::kind).
        pub const KIND_TALK: &'static __v::str = "TALK";
        ///A value of [`kind`](Self::kind).
        pub const KIND_TALK_AND_TEXT: &'static __v::str = "TALK & TEXT";
    }
    impl __v::Record for Plan {
        fn layout(&self) -> __v::Layout {
            __v::Layout::group(&SCHEMA, 1)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.name,
                            1 => &self.kind,
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
                            1 => &mut self.kind,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Plan {
        fn default() -> Self {
            Self {
                name: __v::None,
                kind: __v::None,
            }
        }
    }
    __v::record! {
        Plan, < Plan as __v::Default > ::default()
    }
    ///A step. The inside of element `step_#`.
    #[non_exhaustive]
    pub struct Step {
        ///What was done. Element `text`.
        pub text: __v::Option<__v::Text>,
    }
    impl __v::Record for Step {
        fn layout(&self) -> __v::Layout {
            __v::Layout::group(&SCHEMA, 2)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.text,
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
                            0 => &mut self.text,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Step {
        fn default() -> Self {
            Self { text: __v::None }
        }
    }
    __v::record! {
        Step, < Step as __v::Default > ::default()
    }
    __v::status! {
        #[doc = "What the server can answer to [`MoveLine`]."] Status, SCHEMA { #[doc =
        "00: SUCCESS.\n\nWhat to do: SUCCESS"] Success = "00", #[doc =
        "13: Password is invalid.\n\nWhat to do: Provide a valid Password."]
        InvalidPassword = "13", #[doc =
        "16: Vendor not found. Wrong credentials.\n\nWhat to do: Please enter valid vendor credentials."]
        VendorNotFound = "16", #[doc =
        "356: Agent ID cannot be blank.\n\nWhat to do: Please provide Agent ID as it cannot be blank."]
        BlankAgentId = "356", #[doc =
        "457: Invalid Source.\n\nWhat to do: Please provide a valid Source. Given value is invalid for Source."]
        InvalidSource = "457", #[doc =
        "701: MDN is wrong:. The server writes something after it.\n\nWhat to do: Give an MDN."]
        InvalidMdn = "701", #[doc =
        "702: is no mode. The server writes something before it.\n\nWhat to do: Give NOW or LATER."]
        InvalidMode = "702", #[doc =
        "703: Date is required.\n\nWhat to do: Give a date."] BlankDate = "703", #[doc =
        "704: Fee is wrong. The server writes a text of its own.\n\nWhat to do: Leave it out."]
        InvalidFee = "704", #[doc =
        "705: Give a contact.\n\nWhat to do: Give EMAIL or NOTIFY."] NothingToDo = "705",
        #[doc =
        "706: The line was moved before. It means success.\n\nWhat to do: Nothing to do."]
        MovedBefore = "706", #[doc =
        "707: The line is busy. It was seen in replies, not documented."] LineIsBusy =
        "707", }
    }
    ///What the spec of `MoveLine` says.
    pub static SCHEMA: __v::EndpointSchema = __v::EndpointSchema::__new(
        "MoveLine",
        b"\x08MoveLine\nMoveLineV2\rMoves a line.\x18The line keeps its plan.\x01\0\x01\x1Dask FindLine who has the line\0\0\tMove Line0https://www.vcareapi.com/vcareOssApi/MoveLineV2/'http://www.oss.vcarecorporation.com/oss\x01\x01\0\x0BVCAREOSSAPI\x0BCREDENTIALS\x08VCAREOSS\x0BVcareOssApi\x0Bcredentials\x08vendorId\x0FreferenceNumber\nstatusCode\x0Bdescription\x10errorDescription\x05\x08VENDORID\0\0\0\0\x08vendorid7Your company's vendor ID, given by the account manager.\0\0\0\0\0\0\0\0\0\0\0\x01\x0216\0\0\x01\0\x01\x10Vcarecorporation\x08USERNAME\0\0\0\0\x08username2The API user's name, given by the account manager.\0\0\0\0\0\0\0\0\0\0\0\x01\x0216\0\0\x01\x01\x01\x10Vcarecorporation\x08PASSWORD\0\0\0\0\x08password\x18The API user's password.\0\0\0\0\0\0\0\0\0\x03\0\x01\x0213\0\0\x01\x02\0\x03PIN\0\0\0\0\x03pin$A second secret beside the password.\0\0\0\0\0\0\0\0\0\x03\0\x01\x0216\0\0\x01\x03\0\x0FREFERENCENUMBER\0\0\0\0\x0FreferencenumberpYour own number for this call. The reply repeats it; the vendor is not known to refuse one that was used before.\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x04\x01\t123456789\x02\x08MOVELINE\x06\x03MDN\0\0\0\0\x03mdn\x12The line's number.\0\0\0\0\0\x01\x08999-9999\0\0\0\x01\x01\x03701\x01\x03701\0\0\0\x01\x08555-1234\x04MODE\0\0\0\0\x04mode\x10When to move it.\0\x01\x01\x04Mode\x02\x03NOW\x03Now\x05LATER\x05Later\0\0\0\0\0\0\0\0\0\x01\x03702\x01\x03702\0\0\0\x01\x03NOW\x04DATE\0\0\0\0\tmove_date\x08The day.\x02\0\x01\x04MODE\x02\x01\x05LATER\0\0\0\0\0\0\0\0\0\x01\x03703\0\0\0\0\0\x03FEE\0\0\0\0\x03fee\x0EWhat it costs.\x01\0\x01\0\x01\0\x02\x04\0\0\0\0\0\0\0\x01\x03704\0\x01\x010\x01\x04MODE\x02\x01\x03NOW\0\0\x03PIN\0\0\0\0\x03pin\x0FThe line's PIN.\x02\x02\x12the line is locked\0\0\0\0\0\0\0\x01\x03\0\0\0\0\0\0\x06LOCALE\0\0\0\0\x06locale\rThe language.\0\0\x01\x01\0\x01-\x01\x05\0\0\x01\x01\x05en-US\0\0\0\0\0\0\0\0\x07CONTACT\x04\x06NOTIFY\0\0\0\0\x06notify\x19Whether to send a notice.\x01\x01\0\x02\x01Y\x01Y\x01N\x01N\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05EMAIL\0\0\0\0\x05email\tWhere to.\x01\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\x07AGENTID\0\0\0\0\x08agent_idFTelgoo5 login of the employee or agent in whose name the call is made.\0\0\0\0\0\0\0\0\0\0\x01\x03356\0\0\0\x01\x05\x01\x08John Doe\x06SOURCE\0\0\0\0\x06source&Where the order or request comes from.\x01\x01\x01\x06Source\x04\x03API\x03Api\x06TABLET\x06Tablet\x03IVR\x03Ivr\x07WEBSITE\x07Website\0\0\0\0\0\0\0\0\0\0\x01\x03457\0\0\x01\x07\x01\x03API\0\x01\0\x02\x06NOTIFY\x05EMAIL\x01\x03705\x03\x03MDN\x08555-1234\x04MODE\x03NOW\x06NOTIFY\x01Y\x08Response\x05\x04line\x04line\tThe line.\0\x01\0\0\0\0\0\0\0\x05step_\x05steps\x07A step.\0\x01\x02\x02\x01\x01\x03\0\0\0\0\0\x05note_\x05notes\x07A note.\0\0\x02\x01\0\0\0\0\0\0\x07warning\x07warning\nA warning.\0\0\x01\0\0\0\0\0\x05trace\x05trace\0\0\0\0\0\0\0\0\x01\x03\x04Line\x05\x02id\x02id\x07Its ID.\x01\0\0\0\0\0\x01\x017\0\x05since\x05since\x1BThe day that it was bought.\0\0\0\x01\0\0\0\0\x05owner\x05owner\x0BWho has it.\0\0\0\0\x01\0\0\0\x05since\x0Bmoved_since\x1AThe day that it was moved.\0\0\0\x01\0\0\0\0\x04plan\x04plan\x07A plan.\0\x01\x01\x01\0\0\0\0\0\x04Plan\x02\x04name\x04name\0\0\0\0\0\0\0\0\0\x04kind\x04kind\x0EWhat it holds.\0\0\0\0\0\x02\x04TALK\x04Talk\x0BTALK & TEXT\x0BTalkAndText\0\0\x04Step\x01\x04text\x04text\x0EWhat was done.\0\0\0\0\0\0\0\0\x0C\x0200\x07Success\x07SUCCESS\x07SUCCESS\0\0\0\x0213\x0FInvalidPassword\x14Password is invalid.\x19Provide a valid Password.\0\0\0\x0216\x0EVendorNotFound$Vendor not found. Wrong credentials.&Please enter valid vendor credentials.\0\0\0\x03356\x0CBlankAgentId\x19Agent ID cannot be blank..Please provide Agent ID as it cannot be blank.\0\0\0\x03457\rInvalidSource\x0FInvalid Source.APlease provide a valid Source. Given value is invalid for Source.\0\0\0\x03701\nInvalidMdn\x0EMDN is wrong: \x0CGive an MDN.\x02\0\0\x03702\x0BInvalidMode\x0C is no mode.\x12Give NOW or LATER.\x01\0\0\x03703\tBlankDate\x11Date is required.\x0CGive a date.\0\0\0\x03704\nInvalidFee\rFee is wrong.\rLeave it out.\x03\0\0\x03705\x0BNothingToDo\x0FGive a contact.\x15Give EMAIL or NOTIFY.\0\0\0\x03706\x0BMovedBefore\x1AThe line was moved before.\x0ENothing to do.\0\x01\0\x03707\nLineIsBusy\x11The line is busy.\0\0\0\x01",
        || __v::Box::new(MoveLine::__blank()),
        || __v::Box::new(<Response as __v::Default>::default()),
    );
}
#[doc(inline)]
pub use move_line::MoveLine;
/// The endpoints made here, sorted by name.
pub static ENDPOINTS: &[&::vcare_api::EndpointSchema] = &[&move_line::SCHEMA];
