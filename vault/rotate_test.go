package vault

import (
	"errors"
	"strings"
	"testing"
)

// A rotation as an operator does it: add a key, wrap everything anew, retire the old.
func TestRotation(t *testing.T) {
	old, ks := newVault(t)
	key, wrapped, err := old.NewCaseKey("T0FIRM", "K-2026-0042")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := key.Seal([]byte("story"), "sealed/1")
	if err != nil {
		t.Fatal(err)
	}
	blindKey, err := old.NewBlindKey()
	if err != nil {
		t.Fatal(err)
	}

	both := must(New(must(Rotate(ks))))
	if ids := strings.Fields(both.Fingerprint()); len(ids) != 2 || ids[1] != old.Fingerprint() {
		t.Errorf("after Rotate: keys %v, want a new primary before %s", ids, old.Fingerprint())
	}
	rewrapped, err := both.Rewrap("T0FIRM", "K-2026-0042", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.OpenCaseKey("T0FIRM", "K-2026-0042", rewrapped); !errors.Is(err, ErrRefused) {
		t.Errorf("the old master opens what the new one wrapped: %v", err)
	}
	if _, err := both.Rewrap("T0FIRM", "K-2026-0043", wrapped); !errors.Is(err, ErrRefused) {
		t.Errorf("Rewrap for another case: %v, want ErrRefused", err)
	}
	newBlindKey, err := both.RewrapBlind(blindKey)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.RewrapBlind(newBlindKey); !errors.Is(err, ErrRefused) {
		t.Errorf("RewrapBlind by the old master: %v, want ErrRefused", err)
	}

	alone := must(New(must(Retire(must(Rotate(ks))))))
	if _, err := alone.OpenCaseKey("T0FIRM", "K-2026-0042", wrapped); !errors.Is(err, ErrRefused) {
		t.Errorf("a retired master still opens: %v", err)
	}

	// The keyset that both was made from, without the old key.
	rotated := must(Rotate(ks))
	v := must(New(rotated))
	again := must(v.Rewrap("T0FIRM", "K-2026-0042", wrapped))
	last := must(New(must(Retire(rotated))))
	if last.Fingerprint() != strings.Fields(v.Fingerprint())[0] {
		t.Errorf("after Retire: key %s, want the primary of %s", last.Fingerprint(), v.Fingerprint())
	}
	reopened, err := last.OpenCaseKey("T0FIRM", "K-2026-0042", again)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := reopened.Open(sealed, "sealed/1")
	if err != nil || string(plain) != "story" {
		t.Errorf("after the rotation: %q, %v; want what was sealed before it", plain, err)
	}
	a, b := must(old.Blind(blindKey)), must(both.Blind(newBlindKey))
	if a.Sum("phone", "1") != b.Sum("phone", "1") {
		t.Error("a rotation changed the search keys")
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
