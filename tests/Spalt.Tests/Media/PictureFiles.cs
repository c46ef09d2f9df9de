using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Spalt.Tests.Media;

/// <summary>Pictures for tests: real ones made by libvips' command, and hostile ones made by hand.</summary>
internal static class PictureFiles
{
    /// <summary>GPS 63°49′N, a camera's name, an orientation, a maker and an owner, as a camera writes them.</summary>
    public static readonly byte[] Exif = Tiff(
        (0x010F, 2, "Kamerabolaget\0"u8.ToArray()), (0x0112, 3, [6, 0]), (0x013B, 2, "Disa Holm\0"u8.ToArray()),
        (0x8298, 2, "© Älvposten\0"u8.ToArray()), (0x9003, 2, "2026:01:02 03:04:05\0"u8.ToArray()), (0x8825, 2, "63.8258N 20.2630E\0"u8.ToArray()));

    /// <summary>What must not be found in anything that is kept.</summary>
    public static readonly string[] Secrets = ["Kamerabolaget", "63.8258N", "2026:01:02", "hemlig", "<script"];

    public static bool CanMake => File.Exists("/usr/bin/vips");

    /// <summary>A picture whose upper left quarter is red and whose lower right quarter is blue.</summary>
    /// <param name="extension">As libvips knows it, with what it is to be told: <c>jpg[Q=90]</c>.</param>
    public static byte[] Make(string extension, int width, int height, params string[] commands) => Run(
        extension,
        [
            $"black grey.v {width} {height} --bands 3", "linear grey.v lighter.v 1 200 --uchar", "copy lighter.v rgb.v --interpretation srgb",
            $"black a.v {width / 2} {height / 2} --bands 3", "linear a.v red.v \"1 1 1\" \"255 0 0\" --uchar", "linear a.v blue.v \"1 1 1\" \"0 0 255\" --uchar",
            "insert rgb.v red.v one.v 0 0", $"insert one.v blue.v two.v {width - (width / 2)} {height - (height / 2)}", "copy two.v made.v --interpretation srgb",
            .. commands, $"copy made.v made.{extension}",
        ]);

    /// <summary>The same picture as another kind, metadata and all.</summary>
    public static byte[] Convert(byte[] picture, string extension) => Run(extension, [$"copy given made.{extension}"], picture);

    private static byte[] Run(string extension, string[] commands, byte[]? given = null)
    {
        Assert.SkipUnless(CanMake, "libvips-tools is not on this machine");
        var folder = Directory.CreateTempSubdirectory("pictures");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "given"), given ?? []);
            foreach (var command in commands)
            {
                using var vips = Process.Start(new ProcessStartInfo("/usr/bin/vips", command) { WorkingDirectory = folder.FullName, RedirectStandardError = true, UseShellExecute = false })!;
                var said = vips.StandardError.ReadToEnd();
                vips.WaitForExit();
                Assert.True(vips.ExitCode == 0, $"vips {command}: {said}");
            }

            return File.ReadAllBytes(Path.Combine(folder.FullName, "made." + extension.Split('[')[0]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The means of red, green and blue near the four corners.</summary>
    public static double[] Corners(string file)
    {
        var pixels = Run("v", ["copy given made.v"], File.ReadAllBytes(file));
        var (width, height, bands) = (BitConverter.ToInt32(pixels, 4), BitConverter.ToInt32(pixels, 8), BitConverter.ToInt32(pixels, 12));
        return [.. from x in (int[])[width / 8, width * 7 / 8] from y in (int[])[height / 8, height * 7 / 8] from band in (int[])[0, 1, 2]
            select Enumerable.Range(-10, 21).Average(dx => Enumerable.Range(-10, 21).Average(dy => (double)pixels[64 + (((((y + dy) * width) + x + dx) * bands) + band)]))];
    }

    /// <summary>A JPEG with everything in it that may be in one.</summary>
    public static byte[] Telling(byte[] jpeg) =>
    [
        .. jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif]), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0hemlig plats"u8]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, 14, 0x1C, 2, 110, 0, 9, .. "Älvposten"u8[..9]]),
        .. Segment(0xFE, [.. "hemlig <script>alert(1)</script>"u8]), .. jpeg[2..], .. "PK\u0003\u0004 hemlig <script>alert(2)</script>"u8,
    ];

    public static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    /// <summary>A PNG of one colour; of zeros, so that 900 million pixels take 100 KB.</summary>
    public static byte[] Png(int width, int height, params (string Name, byte[] Content)[] chunks)
    {
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[((width + 7) / 8) + 1];
            for (var y = 0; y < height; y++)
            {
                packed.Write(row);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. chunks.SelectMany(c => Chunk(c.Name, c.Content)), .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>An animation of single colours.</summary>
    public static byte[] Gif(int width, int height, int frames)
    {
        byte[] size = [(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        List<byte> gif = [.. "GIF89a"u8, .. size, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0, 0x21, 0xFE, 6, .. "hemlig"u8, 0];
        for (var frame = 0; frame < frames; frame++)
        {
            gif.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, (byte)(frame % 2 == 0 ? 0x44 : 0x4C), 1, 0]);
        }

        return [.. gif, 0x3B];
    }

    /// <summary>Whether any of these words stands anywhere in some bytes.</summary>
    public static bool Says(this byte[] file, params string[] words) => words.Any(word => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        var crc = uint.MaxValue;
        foreach (var b in chunk.AsSpan(4, content.Length + 4))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), ~crc);
        return chunk;
    }

    private static byte[] Tiff(params (ushort Tag, ushort Type, byte[] Value)[] entries)
    {
        List<byte> tiff = [.. "II*\0"u8, 8, 0, 0, 0, (byte)entries.Length, 0];
        var heap = 8 + 2 + (entries.Length * 12) + 4;
        foreach (var (tag, type, value) in entries)
        {
            byte[] where = value.Length <= 4 ? [.. value, .. new byte[4 - value.Length]] : BitConverter.GetBytes(heap);
            tiff.AddRange([(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. BitConverter.GetBytes(type == 3 ? 1 : value.Length), .. where]);
            heap += value.Length <= 4 ? 0 : value.Length;
        }

        return [.. tiff, 0, 0, 0, 0, .. entries.Where(e => e.Value.Length > 4).SelectMany(e => e.Value)];
    }
}
