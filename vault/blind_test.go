package vault

import (
	"errors"
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestBlindSum(t *testing.T) {
	v, _ := newVault(t)
	wrapped := must(v.NewBlindKey())
	b := must(v.Blind(wrapped))
	same := must(v.Blind(wrapped))
	other := must(v.Blind(must(v.NewBlindKey())))

	sum := b.Sum("email", "kim@example.test")
	if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(sum) {
		t.Errorf("Sum = %q, want 32 hexadecimal digits", sum)
	}
	if got := same.Sum("email", "kim@example.test"); got != sum {
		t.Errorf("unwrapped twice: %s and %s", sum, got)
	}
	for name, got := range map[string]string{
		"another kind":              b.Sum("phone", "kim@example.test"),
		"another value":             b.Sum("email", "kim@example.tes"),
		"same letters, other parts": b.Sum("emailk", "im@example.test"),
		"another key":               other.Sum("email", "kim@example.test"),
	} {
		if got == sum {
			t.Errorf("%s gives the same search key", name)
		}
	}
	stranger, _ := newVault(t)
	if _, err := stranger.Blind(wrapped); !errors.Is(err, ErrRefused) {
		t.Errorf("another master: %v, want ErrRefused", err)
	}
}

func TestBindIsUnambiguous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOf(rapid.String()).Draw(t, "a")
		b := rapid.SliceOf(rapid.String()).Draw(t, "b")
		same := len(a) == len(b)
		for i := range min(len(a), len(b)) {
			same = same && a[i] == b[i]
		}
		if got := string(bind(a...)) == string(bind(b...)); got != same {
			t.Fatalf("bind(%q) == bind(%q) is %v", a, b, got)
		}
	})
}
