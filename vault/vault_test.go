package vault

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func newVault(t testing.TB) (*Vault, []byte) {
	t.Helper()
	ks, err := NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(ks)
	if err != nil {
		t.Fatal(err)
	}
	return v, ks
}

// keyMaterial gives the base64 key of a keyset, to look for where it must not be.
func keyMaterial(t testing.TB, ks []byte) string {
	t.Helper()
	var doc struct {
		Key []struct{ KeyData struct{ Value string } }
	}
	if err := json.Unmarshal(ks, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Key[0].KeyData.Value == "" {
		t.Fatalf("no key in %d bytes", len(ks))
	}
	return doc.Key[0].KeyData.Value
}

func TestNewRefusesGarbledKeysets(t *testing.T) {
	_, ks := newVault(t)
	secret := keyMaterial(t, ks)
	for name, in := range map[string][]byte{
		"empty":           nil,
		"blank":           []byte("  \n"),
		"not JSON":        []byte("hunter2"),
		"no keys":         []byte(`{"primaryKeyId":1,"key":[]}`),
		"cut short":       ks[:len(ks)-3],
		"broken base64":   bytes.Replace(ks, []byte(secret), []byte(secret[:9]+"!!"+secret[9:]), 1),
		"short key":       bytes.Replace(ks, []byte(secret), []byte(secret[:8]), 1),
		"unknown type":    bytes.Replace(ks, []byte("AesGcmKey"), []byte("NoSuchKey"), 1),
		"a MAC, no AEAD":  bytes.Replace(ks, []byte("AesGcmKey"), []byte("HmacKey"), 1),
		"primary missing": bytes.Replace(ks, []byte(`"primaryKeyId":`), []byte(`"primaryKeyId":1`), 1),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(in)
			if !errors.Is(err, ErrKeyset) {
				t.Fatalf("New = %v, want ErrKeyset", err)
			}
			if strings.Contains(err.Error(), secret[:9]) {
				t.Errorf("the error quotes the key: %v", err)
			}
			if _, err := Rotate(in); !errors.Is(err, ErrKeyset) {
				t.Errorf("Rotate = %v, want ErrKeyset", err)
			}
			if _, err := Retire(in); !errors.Is(err, ErrKeyset) {
				t.Errorf("Retire = %v, want ErrKeyset", err)
			}
		})
	}
}

func TestRoundTrip(t *testing.T) {
	v, _ := newVault(t)
	rapid.Check(t, func(t *rapid.T) {
		ws, number := rapid.String().Draw(t, "ws"), rapid.String().Draw(t, "number")
		place := rapid.String().Draw(t, "place")
		plain := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "plain")
		key, wrapped, err := v.NewCaseKey(ws, number)
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := key.Seal(plain, place)
		if err != nil {
			t.Fatal(err)
		}
		if len(sealed) != len(plain)+28 {
			t.Fatalf("%d bytes sealed as %d", len(plain), len(sealed))
		}
		again, err := v.OpenCaseKey(ws, number, wrapped)
		if err != nil {
			t.Fatal(err)
		}
		got, err := again.Open(sealed, place)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("Open = %d bytes, %v; want the %d that were sealed", len(got), err, len(plain))
		}
	})
}

func TestTamperingIsRefused(t *testing.T) {
	v, _ := newVault(t)
	rapid.Check(t, func(t *rapid.T) {
		key, wrapped, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := key.Seal(rapid.SliceOf(rapid.Byte()).Draw(t, "plain"), "sealed/1")
		if err != nil {
			t.Fatal(err)
		}
		mask := rapid.ByteRange(1, 255).Draw(t, "mask")
		sealed[rapid.IntRange(0, len(sealed)-1).Draw(t, "at")] ^= mask
		if _, err := key.Open(sealed, "sealed/1"); !errors.Is(err, ErrRefused) {
			t.Fatalf("a changed entry: %v, want ErrRefused", err)
		}
		wrapped[rapid.IntRange(0, len(wrapped)-1).Draw(t, "wrapped at")] ^= mask
		if _, err := v.OpenCaseKey("T0FIRM", "K-2026-0042", wrapped); !errors.Is(err, ErrRefused) {
			t.Fatalf("a changed key: %v, want ErrRefused", err)
		}
	})
}

func TestElsewhereIsRefused(t *testing.T) {
	v, _ := newVault(t)
	other, _ := newVault(t)
	key, wrapped, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
	if err != nil {
		t.Fatal(err)
	}
	otherKey, otherWrapped, err := v.NewCaseKey("T0FIRM", "K-2026-0043")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := key.Seal([]byte("story"), "sealed/7")
	if err != nil {
		t.Fatal(err)
	}
	open := func(v *Vault, ws, number string, wrapped []byte) error {
		_, err := v.OpenCaseKey(ws, number, wrapped)
		return err
	}
	entry := func(k CaseKey, sealed []byte, place string) error {
		_, err := k.Open(sealed, place)
		return err
	}
	for name, err := range map[string]error{
		"key of another number":      open(v, "T0FIRM", "K-2026-0042", otherWrapped),
		"key in another workspace":   open(v, "T0OTHER", "K-2026-0042", wrapped),
		"same letters, other parts":  open(v, "T0FIRMK", "-2026-0042", wrapped),
		"another master":             open(other, "T0FIRM", "K-2026-0042", wrapped),
		"key cut short":              open(v, "T0FIRM", "K-2026-0042", wrapped[:20]),
		"no key":                     open(v, "T0FIRM", "K-2026-0042", nil),
		"entry of another place":     entry(key, sealed, "sealed/70"),
		"entry under another key":    entry(otherKey, sealed, "sealed/7"),
		"entry shorter than a nonce": entry(key, sealed[:5], "sealed/7"),
	} {
		if !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v, want ErrRefused", name, err)
		}
	}
}

func TestZeroCaseKey(t *testing.T) {
	var k CaseKey
	if _, err := k.Seal([]byte("story"), "sealed/1"); err == nil {
		t.Error("Seal without a key gives no error")
	}
	if _, err := k.Open(make([]byte, 40), "sealed/1"); err == nil {
		t.Error("Open without a key gives no error")
	}
}

func TestSealDiffersEachTime(t *testing.T) {
	v, _ := newVault(t)
	key, _, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for range 100 {
		s, err := key.Seal([]byte("yes"), "sealed/1")
		if err != nil {
			t.Fatal(err)
		}
		seen[string(s)] = true
	}
	if len(seen) != 100 {
		t.Errorf("100 seals gave %d different results", len(seen))
	}
}

func TestVerify(t *testing.T) {
	v, ks := newVault(t)
	other, _ := newVault(t)
	sealed, err := v.Check()
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Verify(sealed); err != nil {
		t.Errorf("the right key: %v", err)
	}
	err = other.Verify(sealed)
	if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), other.Fingerprint()) {
		t.Errorf("another key: %v, want ErrRefused and the key's fingerprint", err)
	}
	_, wrapped, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Verify(wrapped); !errors.Is(err, ErrRefused) {
		t.Errorf("a case key as probe: %v, want ErrRefused", err)
	}
	if strings.Contains(v.Fingerprint(), keyMaterial(t, ks)) || len(v.Fingerprint()) != 8 {
		t.Errorf("fingerprint %q, want one key id of 8 digits", v.Fingerprint())
	}
}

func TestPrintingShowsNoKey(t *testing.T) {
	v, _ := newVault(t)
	wrapped, err := v.NewBlindKey()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := v.unwrap(wrapped, bind("blind"))
	if err != nil {
		t.Fatal(err)
	}
	blind, err := v.Blind(wrapped)
	if err != nil {
		t.Fatal(err)
	}
	key, err := newCaseKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%x", "%s", "%d"} {
		out := fmt.Sprintf(verb+verb, *blind, key)
		numbers := strings.Trim(fmt.Sprintf("%d", raw[:4]), "[]")
		if strings.Contains(out, hex.EncodeToString(raw[:4])) || strings.Contains(out, numbers) {
			t.Errorf("%s prints the key: %s", verb, out)
		}
	}
}
