namespace Spalt.Demo;

/// <summary>The files of this folder, which the program carries in itself.</summary>
internal static class DemoFiles
{
    private const string Prefix = "Demo/";

    private static readonly string[] Names =
        [.. typeof(DemoFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Blogs() =>
        Names.Where(n => n.EndsWith("/blog.json", StringComparison.Ordinal)).Select(n => n.Split('/')[1]);

    public static IEnumerable<string> Posts(string blog) =>
        In(blog).Where(n => n.EndsWith(".html", StringComparison.Ordinal)).Select(n => Text(n[Prefix.Length..]));

    public static IEnumerable<(string Name, byte[] Bytes)> Pictures(string blog) =>
        In(blog).Where(n => n.EndsWith(".webp", StringComparison.Ordinal)).Select(n => (n[(n.LastIndexOf('/') + 1)..], Bytes(n)));

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(Prefix + name));
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> In(string blog) => Names.Where(n => n.StartsWith($"{Prefix}{blog}/", StringComparison.Ordinal));

    private static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) => typeof(DemoFiles).Assembly.GetManifestResourceStream(name)!;
}
