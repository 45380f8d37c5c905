package playground

import "regexp"

// maxMetadata bounds the JSON of a message's metadata. Slack does not publish its
// limit; opaque ids stay far below this one.
const maxMetadata = 16 << 10

var metadataKey = regexp.MustCompile(`^[a-z0-9_]+$`)

// readMetadata reads event_type and event_payload of a message, nil when absent
// or an empty object.
func readMetadata(a args) (obj, error) {
	v, err := a.value("metadata")
	if err != nil {
		return nil, fail("invalid_metadata_format")
	}
	if v == nil {
		return nil, nil
	}
	m, ok := v.(obj)
	if !ok {
		return nil, fail("invalid_metadata_format")
	}
	if len(m) == 0 {
		return nil, nil
	}
	payload, isObject := m["event_payload"].(obj)
	if text(m, "event_type") == "" || !isObject {
		return nil, fail("invalid_metadata_schema")
	}
	for k, v := range payload {
		if !metadataKey.MatchString(k) || nested(v) {
			return nil, fail("invalid_metadata_schema")
		}
	}
	if len(encode(m)) > maxMetadata {
		return nil, fail("metadata_too_large")
	}
	return m, nil
}

// nested tells whether a payload value holds an object inside an object.
func nested(v any) bool {
	switch v := v.(type) {
	case obj:
		for _, e := range v {
			if _, deeper := e.(obj); deeper {
				return true
			}
		}
	case []any:
		for _, e := range v {
			if nested(e) {
				return true
			}
		}
	}
	return false
}
