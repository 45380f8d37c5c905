package vault

import (
	"bytes"
	"testing"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

var entries = [][]byte{bytes.Repeat([]byte("story "), 100), []byte("kim@example.test"), []byte("06")}

// BenchmarkFiling is the share of one filing: a new key, wrapped, and three entries.
func BenchmarkFiling(b *testing.B) {
	v, ks := newVault(b)
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			k, _, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
			if err != nil {
				b.Fatal(err)
			}
			for _, e := range entries {
				if _, err := k.Seal(e, "sealed/1"); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("keyset", func(b *testing.B) {
		master := must(aead.New(must(readKeyset(ks))))
		b.ReportAllocs()
		for b.Loop() {
			h := must(keyset.NewHandle(aead.AES256GCMKeyTemplate()))
			var out bytes.Buffer
			if err := h.WriteWithAssociatedData(keyset.NewBinaryWriter(&out), master, casePlace("T0FIRM", "K-2026-0042")); err != nil {
				b.Fatal(err)
			}
			k := must(aead.New(h))
			for _, e := range entries {
				if _, err := k.Encrypt(e, []byte("sealed/1")); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkReading is the share of showing one case: unwrap its key, open an entry.
func BenchmarkReading(b *testing.B) {
	v, ks := newVault(b)
	b.Run("bare", func(b *testing.B) {
		k, wrapped, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
		if err != nil {
			b.Fatal(err)
		}
		sealed := must(k.Seal(entries[0], "sealed/1"))
		b.ReportAllocs()
		for b.Loop() {
			must(must(v.OpenCaseKey("T0FIRM", "K-2026-0042", wrapped)).Open(sealed, "sealed/1"))
		}
	})
	b.Run("keyset", func(b *testing.B) {
		master := must(aead.New(must(readKeyset(ks))))
		h := must(keyset.NewHandle(aead.AES256GCMKeyTemplate()))
		var out bytes.Buffer
		if err := h.WriteWithAssociatedData(keyset.NewBinaryWriter(&out), master, casePlace("T0FIRM", "K-2026-0042")); err != nil {
			b.Fatal(err)
		}
		wrapped, sealed := out.Bytes(), must(must(aead.New(h)).Encrypt(entries[0], []byte("sealed/1")))
		b.ReportAllocs()
		for b.Loop() {
			r := keyset.NewBinaryReader(bytes.NewReader(wrapped))
			k := must(aead.New(must(keyset.ReadWithAssociatedData(r, master, casePlace("T0FIRM", "K-2026-0042")))))
			must(k.Decrypt(sealed, []byte("sealed/1")))
		}
	})
}
