//! Lays the functions of a module in an order in which they compress well: those that begin alike beside each other, so that
//! a repetition is near. It takes a fiftieth off what is sent, and nothing off what runs.

use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{
    CodeSection, FunctionSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// The same module, in that order.
pub fn order(module: &[u8]) -> Result<Vec<u8>> {
    let mut ordered = Module::new();
    Order::of(module)?
        .parse_core_module(&mut ordered, Parser::new(0), module)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(ordered.finish())
}

/// Which function comes where.
struct Order {
    /// How many are imported: those keep their numbers, which come first.
    imported: u32,
    /// The functions, by their place before.
    order: Vec<usize>,
    /// The place of each by now.
    places: Vec<u32>,
}

impl Order {
    fn of(module: &[u8]) -> Result<Self> {
        let mut imported = 0;
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.context("no WebAssembly")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let function = matches!(import?.ty, TypeRef::Func(_));
                        imported += u32::from(function);
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let mut order: Vec<_> = (0..bodies.len()).collect();
        order.sort_by_key(|&function| bodies[function]);
        let mut places = vec![0; order.len()];
        for (place, &function) in (0..).zip(&order) {
            places[function] = place;
        }
        Ok(Self {
            imported,
            order,
            places,
        })
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported);
        Ok(own.map_or(function, |own| self.imported + self.places[own as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in &self.order {
            functions.function(types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, ImportSection, Instruction, TypeSection,
        ValType,
    };

    use super::*;

    /// An imported function, one that calls it, one that calls another, and one that is called by none; in that order.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("page", "shown", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for (ty, does) in [
            (0, Instruction::Call(0)),
            (0, Instruction::Call(1)),
            (1, Instruction::Nop),
        ] {
            functions.function(ty);
            let mut function = Function::new([]);
            function.instruction(&does).instruction(&Instruction::End);
            code.function(&function);
        }
        let mut exports = ExportSection::new();
        exports.export("calls", ExportKind::Func, 2);
        exports.export("rests", ExportKind::Func, 3);
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&functions).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn functions_change_places_and_are_called_as_before() {
        let told = |module: &[u8]| {
            let (mut exports, mut types, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
            for payload in Parser::new(0).parse_all(module) {
                match payload.unwrap() {
                    Payload::ExportSection(section) => {
                        let indices = section.into_iter().map(|export| export.unwrap().index);
                        exports = indices.collect();
                    }
                    Payload::FunctionSection(section) => {
                        types = section.into_iter().map(Result::unwrap).collect();
                    }
                    Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().to_vec()),
                    _ => {}
                }
            }
            (exports, types, bodies)
        };
        let (nop, call, end) = (0x01, 0x10, 0x0b);
        let (exports, types, bodies) = told(&order(&module()).unwrap());
        assert_eq!(
            bodies,
            [
                vec![0, nop, end],
                vec![0, call, 0, end],
                vec![0, call, 2, end]
            ]
        );
        assert_eq!((exports, types), (vec![3, 1], vec![1, 0, 0]));
    }
}
