//! Writes updates that no library would write.

/// The number of a client and a clock.
pub type Id = (u64, u32);

/// What a struct holds.
#[derive(Debug, Clone)]
pub enum Holds {
    Deleted(u32),
    Text(&'static str),
    /// So many times `true`.
    Values(u32),
    Map,
    YText,
}

/// Where an item says to lie.
#[derive(Debug, Clone)]
pub enum Spot {
    Root(&'static str, Option<&'static str>),
    Type(Id, Option<&'static str>),
    Beside(Option<Id>, Option<Id>),
}

/// One client's structs from a clock on, each as its bytes.
pub type Section = (u64, u32, Vec<Vec<u8>>);

/// One client's deletions: clocks and lengths.
pub type Deletions = (u64, Vec<(u32, u32)>);

pub fn update(sections: &[Section], deletions: &[Deletions]) -> Vec<u8> {
    let mut bytes = Vec::new();
    number(&mut bytes, sections.len() as u64);
    for (client, clock, structs) in sections {
        number(&mut bytes, structs.len() as u64);
        number(&mut bytes, *client);
        number(&mut bytes, u64::from(*clock));
        bytes.extend(structs.iter().flatten());
    }
    number(&mut bytes, deletions.len() as u64);
    for (client, spans) in deletions {
        number(&mut bytes, *client);
        number(&mut bytes, spans.len() as u64);
        for (clock, length) in spans {
            number(&mut bytes, u64::from(*clock));
            number(&mut bytes, u64::from(*length));
        }
    }
    bytes
}

/// An update of one client.
pub fn structs(client: u64, clock: u32, structs: Vec<Vec<u8>>) -> Vec<u8> {
    update(&[(client, clock, structs)], &[])
}

/// An update of one struct, a value that is `any`.
pub fn value(any: &[u8]) -> Vec<u8> {
    let content = [&[1], any].concat();
    structs(
        1,
        0,
        vec![raw(&Spot::Root("notes", Some("k")), 8, &content)],
    )
}

pub fn collected(length: u32) -> Vec<u8> {
    let mut bytes = vec![0];
    number(&mut bytes, u64::from(length));
    bytes
}

pub fn item(spot: &Spot, holds: &Holds) -> Vec<u8> {
    let mut content = Vec::new();
    let kind = match holds {
        Holds::Deleted(length) => {
            number(&mut content, u64::from(*length));
            1
        }
        Holds::Text(string) => {
            text(&mut content, string);
            4
        }
        Holds::Values(count) => {
            number(&mut content, u64::from(*count));
            content.extend((0..*count).map(|_| 120));
            8
        }
        Holds::Map => {
            content.push(1);
            7
        }
        Holds::YText => {
            content.push(2);
            7
        }
    };
    raw(spot, kind, &content)
}

/// An item of any kind, sensible or not.
pub fn raw(spot: &Spot, kind: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![kind];
    match spot {
        Spot::Root(name, _) => {
            bytes.push(1);
            text(&mut bytes, name);
        }
        Spot::Type(parent, _) => {
            bytes.push(0);
            id(&mut bytes, *parent);
        }
        Spot::Beside(left, right) => {
            bytes[0] |= if left.is_some() { 0x80 } else { 0 };
            bytes[0] |= if right.is_some() { 0x40 } else { 0 };
            for neighbour in [left, right].into_iter().flatten() {
                id(&mut bytes, *neighbour);
            }
        }
    }
    if let Spot::Root(_, Some(key)) | Spot::Type(_, Some(key)) = spot {
        bytes[0] |= 0x20;
        text(&mut bytes, key);
    }
    bytes.extend(content);
    bytes
}

pub fn number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn id(bytes: &mut Vec<u8>, (client, clock): Id) {
    number(bytes, client);
    number(bytes, u64::from(clock));
}

pub fn text(bytes: &mut Vec<u8>, text: &str) {
    number(bytes, text.len() as u64);
    bytes.extend(text.as_bytes());
}
