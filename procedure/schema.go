package procedure

import _ "embed" // the schema

// schema is generated from the types of this package by its tests.
//
//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema of a procedure file (draft 2020-12), for
// editors. It knows each key and word; what goes beyond one key only
// [ParseFile] checks.
func Schema() []byte { return append([]byte(nil), schema...) }
