"""Pictures in the text of a meeting: in the page, in the PDF, and when their files are not what they should be."""

import re
import struct
import subprocess
import zlib

from command import ROOT, Archive, main

PICTURES = ROOT / "tests/conform/pictures"
JPEG = (PICTURES / "quarters.jpg").read_bytes()  # 96 by 48: red, green above blue, yellow

# Where the quarters are seen for each orientation of Exif 2.32, 4.6.4 A: above left and right, below left and right.
TURNED = {1: "RGBY", 2: "GRYB", 3: "YBGR", 4: "BYRG", 5: "RBGY", 6: "BRYG", 7: "YGBR", 8: "GYRB"}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, kind, bits=8, rows=None, more=b"", interlaced=0):
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    rows = rows if rows is not None else (b"\0" + bytes((width * channels * bits + 7) // 8)) * height
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def held(orientation, little=False):
    """The JPEG of a camera that was held in this way."""
    order = "<" if little else ">"
    tiff = (b"II*\0" if little else b"MM\0*") + struct.pack(order + "IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    segment = b"Exif\0\0" + tiff
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + JPEG[2:]


COLOURS = {"R": (220, 0, 0), "G": (0, 200, 0), "B": (0, 0, 220), "Y": (230, 220, 0)}


def colour(pixel):
    for name, wanted in COLOURS.items():
        if all(abs(is_ - it_should_be) < 30 for is_, it_should_be in zip(pixel, wanted)):
            return name
    return None


def quarters(pdf, page=1):
    """The four colours on the page, and width by height of what they cover."""
    ppm = subprocess.run(["pdftoppm", "-r", "36", "-f", str(page), "-l", str(page), str(pdf)], capture_output=True, check=True).stdout
    head = re.match(rb"P6\s+(\d+) (\d+)\s+255\s", ppm)
    width, pixels = int(head[1]), ppm[head.end():]
    seen = [(i % width, i // width) for i in range(len(pixels) // 3) if colour(pixels[3 * i:3 * i + 3])]
    left, right = min(x for x, _ in seen), max(x for x, _ in seen)
    top, bottom = min(y for _, y in seen), max(y for _, y in seen)
    at = [(left + (right - left) * a // 4, top + (bottom - top) * b // 4) for b in (1, 3) for a in (1, 3)]
    return "".join(colour(pixels[3 * (y * width + x):][:3]) or "?" for x, y in at), right - left + 1, bottom - top + 1


class Pictures(Archive):
    def show(self, name, content, status=0, alt="Et kort"):
        self.write(f"meetings/{name}", content)
        self.meeting("meetings/a.md", "2021-01-01", text=f"Se her:\n\n![{alt}]({name})")
        return self.build(status=status).stderr

    def page(self):
        return (self.folder / "out/havnen/2021-01-01/index.html").read_text()

    def pdf(self):
        return self.folder / "out/havnen/2021-01-01/havnen-2021-01-01-dagsorden.pdf"

    def test_every_kind_of_png(self):
        palette = chunk(b"PLTE", bytes(range(12)))
        for name, content in {
            **{f"graa{bits}": png(9, 5, 0, bits) for bits in (1, 2, 4, 8, 16)},
            **{f"farve{bits}": png(9, 5, 2, bits) for bits in (8, 16)},
            **{f"palet{bits}": png(9, 5, 3, bits, more=palette) for bits in (2, 4, 8)},
            "palet-gennemsigtig": png(9, 5, 3, 8, more=palette + chunk(b"tRNS", b"\0\x80")),
            **{f"graa-alfa{bits}": png(9, 5, 4, bits) for bits in (8, 16)},
            **{f"farve-alfa{bits}": png(9, 5, 6, bits) for bits in (8, 16)},
            "flettet": (PICTURES / "interlaced.png").read_bytes(),
        }.items():
            with self.subTest(name):
                self.assertEqual(self.show(f"{name}.png", content), "")
                size = 'width="32" height="16"' if name == "flettet" else 'width="9" height="5"'
                self.assertRegex(self.page(), rf'<img [^>]*alt="Et kort"[^>]*{size}|<img [^>]*{size}[^>]*alt="Et kort"')
                listed = subprocess.run(["pdfimages", "-list", self.pdf()], capture_output=True, text=True).stdout
                self.assertIn(" ".join(re.findall(r"\d+", size)), re.sub(" +", " ", listed))
                render = subprocess.run(["pdftoppm", "-r", "20", self.pdf(), "/dev/null"], capture_output=True, text=True)
                self.assertEqual(render.stderr.replace("Syntax", "!").count("!"), 0)

    def test_a_figure_in_the_tags(self):
        self.show("kort.png", png(9, 5, 0), alt="Kort over *havnen*")
        flat = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf(), "-"], capture_output=True).stdout
        self.assertRegex(flat, rb"/S /Figure")
        self.assertRegex(flat, rb"/Alt \(Kort over havnen\)|/Alt <feff004b006f00720074002006f")
        tree = subprocess.run(["pdfinfo", "-struct", self.pdf()], capture_output=True, text=True).stdout
        self.assertIn("Figure", tree)

    def test_a_large_one_is_made_to_fit(self):
        self.show("bred.png", png(4000, 1000, 0))
        self.assertIn('width="4000" height="1000"', self.page())
        listed = subprocess.run(["pdfimages", "-list", self.pdf()], capture_output=True, text=True).stdout.splitlines()[2].split()
        shown = 4000 / int(listed[12])  # inches
        self.assertTrue(5 < shown < 7.5, listed)
        self.show("hoej.png", png(1000, 9000, 0))
        listed = subprocess.run(["pdfimages", "-list", self.pdf()], capture_output=True, text=True).stdout.splitlines()[2].split()
        self.assertTrue(9000 / int(listed[13]) < 11, listed)

    def test_a_camera_held_in_any_way(self):
        for orientation, expected in TURNED.items():
            for little in (False, True) if orientation == 6 else (False,):
                self.assertEqual(self.show("foto.jpg", held(orientation, little)), "")
                across, down = (48, 96) if orientation > 4 else (96, 48)
                self.assertIn(f'width="{across}" height="{down}"', self.page())
                colours, width, height = quarters(self.pdf())
                self.assertEqual(colours, expected, orientation)
                self.assertAlmostEqual(width / height, across / down, delta=0.2)

    def test_wrong_orientations_are_none(self):
        for content in (held(0), held(9), JPEG):
            self.show("foto.jpg", content)
            self.assertEqual(quarters(self.pdf())[0], "RGBY")

    def test_broken_and_hostile_files(self):
        good = png(9, 5, 2)
        frame = JPEG.index(b"\xff\xc0")
        cmyk = JPEG[:frame] + b"\xff\xc0\0\x14\x08\0\x30\0\x60\x04" + b"\1\x11\0\2\x11\0\3\x11\0\4\x11\0" + JPEG[frame + 19:]
        for name, content in {
            "tom.png": b"",
            "kort.png": good[:40],
            "sum.png": good.replace(zlib.crc32(good[12:29]).to_bytes(4, "big"), b"\0\0\0\0", 1),
            "bombe.png": png(30000, 30000, 6, 16, rows=b"\0"),
            "stor.png": png(2**31 - 1, 2**31 - 1, 0, rows=b"\0"),
            "nul.png": png(0, 5, 0, rows=b"\0"),
            "dybde.png": png(9, 5, 2, 4),
            "palet.png": png(9, 5, 3),
            "cmyk.jpg": cmyk,
            "aritmetisk.jpg": JPEG.replace(b"\xff\xc0", b"\xff\xc9", 1),
            "klippet.jpg": JPEG[:len(JPEG) // 2],
            "hoved.jpg": b"\xff\xd8\xff\xe0",
            "gif.png": b"GIF89a" + bytes(40),
            "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "andet.jpg": good,
        }.items():
            with self.subTest(name):
                told = self.show(name, content, status=1)
                self.assertEqual(told.count("[attachment-missing]"), 1, told)
                self.assertIn("meetings/a.md:17:1: fejl:", told)
        self.show("progressiv.jpg", (PICTURES / "progressive.jpg").read_bytes())
        self.assertEqual(quarters(self.pdf())[0], "RGBY")


if __name__ == "__main__":
    main()
