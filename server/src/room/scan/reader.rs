//! The primitive values of the lib0 encoding, read without trusting any length or depth in it.
//! Nothing is allocated here: what is read is borrowed from the update, or skipped.

use super::ScanError;

/// How deep arrays and maps may nest in one value. The schema needs one level (`pos`, `bin`,
/// `from`); yrs recurses for each, and 16 KB of nesting would overflow an ordinary stack.
pub const MAX_ANY_DEPTH: usize = 8;

/// The largest integer that JavaScript holds exactly: Yjs throws on any that is larger, so it would
/// make the document unreadable to browsers.
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// What is still to be read of an update.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(update: &'a [u8]) -> Self {
        Self { rest: update }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn byte(&mut self) -> Result<u8, ScanError> {
        let (&byte, rest) = self.rest.split_first().ok_or(ScanError::Truncated)?;
        self.rest = rest;
        Ok(byte)
    }

    /// A variable-length unsigned integer.
    pub(super) fn integer(&mut self) -> Result<u64, ScanError> {
        self.continued(0, 0)
    }

    /// An integer that counts clocks, structs or bytes.
    pub(super) fn count(&mut self) -> Result<u32, ScanError> {
        u32::try_from(self.integer()?).map_err(|_| ScanError::TooLarge)
    }

    pub(super) fn client(&mut self) -> Result<u32, ScanError> {
        u32::try_from(self.integer()?).map_err(|_| ScanError::WideClient)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, ScanError> {
        std::str::from_utf8(self.buffer()?).map_err(|_| ScanError::NotUtf8)
    }

    /// Reads past one JSON-like value.
    pub(super) fn skip_any(&mut self) -> Result<(), ScanError> {
        self.skip_any_within(MAX_ANY_DEPTH)
    }

    fn skip_any_within(&mut self, levels: usize) -> Result<(), ScanError> {
        match self.byte()? {
            // undefined, null, false, true
            127 | 126 | 121 | 120 => {}
            125 => self.skip_signed()?,
            // A 32-bit float, and a 64-bit float or integer.
            124 => drop(self.bytes(4)?),
            123 | 122 => drop(self.bytes(8)?),
            119 => drop(self.text()?),
            116 => drop(self.buffer()?),
            container @ (117 | 118) => {
                let levels = levels.checked_sub(1).ok_or(ScanError::AnyTooDeep)?;
                for _ in 0..self.integer()? {
                    if container == 118 {
                        self.text()?;
                    }
                    self.skip_any_within(levels)?;
                }
            }
            tag => return Err(ScanError::UnknownAny(tag)),
        }
        Ok(())
    }

    /// An integer whose first byte holds a sign, and so only six bits of its own.
    fn skip_signed(&mut self) -> Result<(), ScanError> {
        let first = self.byte()?;
        if first & 0x80 != 0 {
            self.continued(u64::from(first & 0x3f), 6)?;
        }
        Ok(())
    }

    /// The rest of an integer of which `value` is known, `shift` bits of it.
    fn continued(&mut self, mut value: u64, mut shift: u32) -> Result<u64, ScanError> {
        loop {
            let byte = self.byte()?;
            // Eight bytes hold every allowed value, and can't overflow 64 bits.
            if shift > 53 {
                return Err(ScanError::TooLarge);
            }
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        if value > MAX_INTEGER {
            return Err(ScanError::TooLarge);
        }
        Ok(value)
    }

    fn buffer(&mut self) -> Result<&'a [u8], ScanError> {
        let length = self.count()?;
        self.bytes(length as usize)
    }

    fn bytes(&mut self, length: usize) -> Result<&'a [u8], ScanError> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(ScanError::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }
}
