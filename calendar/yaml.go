package calendar

import (
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// fromYAML reads a scalar with parse. The types here read nodes, and not text,
// because goccy/go-yaml drops the position of errors from UnmarshalText.
func fromYAML[T any](n ast.Node, parse func(string) (T, error)) (T, error) {
	var zero T
	if _, ok := n.(ast.ScalarNode); !ok {
		return zero, &yaml.SyntaxError{Message: "a single value is expected here", Token: n.GetToken()}
	}
	v, err := parse(n.GetToken().Value)
	if err != nil {
		return zero, &yaml.SyntaxError{Message: err.Error(), Token: n.GetToken()}
	}
	return v, nil
}
