package procedure

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a procedure file may be at most. The presets have a few thousand bytes;
// the time that the YAML library takes grows with the square of the nesting.
const (
	maxSize  = 64 << 10 // bytes
	maxLine  = 1000     // bytes of one line
	maxDepth = 10       // brackets within brackets
)

// source is a file that is being read.
type source struct {
	text []byte
	tree *ast.File // nil until it was parsed
	kept bool      // by an earlier release: it may have keys that are gone
}

// decode reads the one document into p, or says what stands in the way. What
// it leaves in p after a fault is of no use.
func (s *source) decode(p *Procedure) (fault *Fault) {
	if fault := s.parse(); fault != nil {
		return fault
	}
	defer s.rescue(&fault)
	var strict []yaml.DecodeOption
	if !s.kept {
		strict = append(strict, yaml.Strict())
	}
	dec := yaml.NewDecoder(bytes.NewReader(s.text), strict...)
	if err := dec.Decode(p); err != nil {
		if errors.Is(err, io.EOF) {
			return &Fault{Says: "the file is empty"}
		}
		return s.fault(err)
	}
	return nil
}

// parse reads the tree of the one document.
func (s *source) parse() (fault *Fault) {
	defer s.rescue(&fault)
	if fault := s.plain(); fault != nil {
		return fault
	}
	if fault := s.simple(); fault != nil {
		return fault
	}
	tree, err := parser.ParseBytes(s.text, 0)
	if err != nil {
		return s.fault(err)
	}
	if len(tree.Docs) == 0 || tree.Docs[0].Body == nil {
		return &Fault{Says: "the file is empty"}
	}
	if len(tree.Docs) > 1 {
		return s.node(tree.Docs[1], "the file holds a second document; put everything in one")
	}
	s.tree = tree
	return nil
}

// rescue makes a fault of a panic: the library has one for a few malformed files.
func (s *source) rescue(fault **Fault) {
	if recover() != nil {
		*fault = faultAt(s.text, 1, 1, "the file cannot be read as YAML; look for a stray sign")
	}
}

// Readable refuses a file of YAML that is no text of a size that can be read at once,
// that uses more than the simple part of YAML, or in which a key that into has holds
// nothing, or what YAML takes for another kind than belongs there, as it does for
// procedures. Other than there a text or a list may be empty.
func Readable(name string, src []byte, into any) error {
	s := source{text: src}
	fault := s.parse()
	if fault == nil {
		if faults := s.shaped(reflect.TypeOf(into), false); len(faults) > 0 {
			fault = faults[0]
		}
	}
	if fault == nil {
		return nil
	}
	fault.File = name
	return fault
}

// plain holds that the file is a text of a size that can be read at once.
func (s *source) plain() *Fault {
	if len(s.text) > maxSize {
		return &Fault{Says: fmt.Sprintf("the file has %d bytes, at most %d are read", len(s.text), maxSize)}
	}
	n := 0
	for line := range bytes.Lines(s.text) {
		n++
		at := func(i int, says string) *Fault {
			return faultAt(s.text, n, utf8.RuneCount(line[:i])+1, says)
		}
		if len(line) > maxLine {
			return at(maxLine, fmt.Sprintf("a line has at most %d bytes", maxLine))
		}
		for i, r := range string(line) {
			_, size := utf8.DecodeRune(line[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				return at(i, "the file is no UTF-8 text")
			case r == '\uFEFF':
				return at(i, "an invisible mark (BOM) stands here; save the file as UTF-8 without it")
			case r < ' ' && r != '\n' && r != '\r' && r != '\t':
				return at(i, fmt.Sprintf("an invisible sign (%U) stands here", r))
			}
		}
	}
	return nil
}

// simple holds that the file uses only the simple part of YAML: what refers to
// another place can be made to grow without end, or to contain itself.
func (s *source) simple() *Fault {
	depth, documents := 0, 0
	for _, t := range lexer.Tokenize(string(s.text)) {
		says := ""
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			says = "a reference to another place (&, *, <<) is not read; write it out"
		case token.TagType:
			says = "a tag (!) is not read"
		case token.DirectiveType:
			says = "a directive (%) is not read"
		case token.DocumentHeaderType:
			if documents++; documents > 1 || t.Position.Line > 1 && t.Prev != nil && t.Prev.Type != token.CommentType {
				says = "the file holds a second document; put everything in one"
			}
		case token.SequenceStartType, token.MappingStartType:
			if depth++; depth > maxDepth {
				says = fmt.Sprintf("more than %d brackets within brackets", maxDepth)
			}
		case token.SequenceEndType, token.MappingEndType:
			depth--
		}
		if says != "" {
			return s.token(t, says)
		}
	}
	return nil
}

// fault words an error of the YAML library.
func (s *source) fault(err error) *Fault {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		return s.token(placed.GetToken(), Plainly(placed.GetMessage()))
	}
	return &Fault{Says: err.Error()}
}

var wrongKind = regexp.MustCompile(`cannot unmarshal (.+?) into Go (?:struct field \S+|value) of type (\S+)|(\w+) was used where (\w+) is expected`)

// tabbed is what the library says of a tab at the beginning of a line.
const tabbed = "found character '\t' that cannot start any token"

// Plainly says what the YAML library says of Go's types, and of a tab, in words for whoever
// wrote the file: what belongs there, and what stands there.
func Plainly(says string) string {
	says = strings.ReplaceAll(says, tabbed, "a tab stands here; indent with spaces")
	return wrongKind.ReplaceAllStringFunc(says, func(m string) string {
		part := wrongKind.FindStringSubmatch(m)
		belongs := kindWord(part[2] + part[4])
		verb := "belongs "
		if belongs == keysWord {
			verb = "belong "
		}
		return "here " + verb + belongs + ", not " + kindWord(part[1]+part[3])
	})
}

const keysWord = "keys with values (key: …)"

// kindWord names a type of Go as a writer of YAML knows it.
func kindWord(of string) string {
	switch of = strings.TrimPrefix(of, "*"); {
	case of == "string":
		return "a text"
	case of == "null":
		return "nothing"
	case of == "bool":
		return "true or false"
	case strings.HasPrefix(of, "int"), strings.HasPrefix(of, "uint"), strings.HasPrefix(of, "float"):
		return "a number"
	case strings.HasPrefix(of, "[]"), of == "sequence":
		return "a list (- …)"
	}
	return keysWord
}

func (s *source) token(t *token.Token, says string) *Fault {
	return faultAt(s.text, t.Position.Line, t.Position.Column, says)
}

func (s *source) node(n ast.Node, says string) *Fault {
	switch n := n.(type) {
	case *ast.DocumentNode:
		if n.Start != nil {
			return s.token(n.Start, says)
		}
		return s.node(n.Body, says)
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return s.node(n.Values[0], says)
		}
	case *ast.MappingValueNode:
		return s.token(n.Key.GetToken(), says)
	}
	return s.token(n.GetToken(), says)
}

// at is a fault at a place in YAML path notation, or at the nearest place
// around it that the file has.
func (s *source) at(path, says string) *Fault {
	for path != "" && path != "$" {
		if n := s.find(path); n != nil {
			return s.node(n, says)
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return s.node(s.tree.Docs[0], says)
}

// has tells whether something stands at a place in YAML path notation.
func (s *source) has(path string) bool { return s.find(path) != nil }

func (s *source) find(path string) ast.Node {
	p, err := yaml.PathString(path)
	if err != nil {
		return nil
	}
	n, err := p.FilterFile(s.tree)
	if err != nil {
		return nil
	}
	return n
}
