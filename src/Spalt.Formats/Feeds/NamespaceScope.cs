namespace Spalt.Formats.Feeds;

/// <summary>The namespaces declared by the elements that are open (Namespaces in XML, section 6).</summary>
internal sealed class NamespaceScope
{
    /// <summary>More at one time are passed over.</summary>
    private const int Most = 100;

    private readonly List<(FeedElement Owner, string Prefix, string Address)> _declared = [];
    private string? _own;

    public static bool IsDeclaration(KeyValuePair<string, string> attribute) =>
        attribute.Key is "xmlns" || attribute.Key.StartsWith("xmlns:", StringComparison.Ordinal);

    /// <summary>The namespace of a name as written, and our prefix for it, given its element's own declarations.</summary>
    public (string Prefix, string Address) Of(string name, List<KeyValuePair<string, string>> declarations, bool isRoot)
    {
        var colon = name.IndexOf(':');
        var written = colon < 0 ? "" : name[..colon];
        var declaration = colon < 0 ? "xmlns" : $"xmlns:{written}";
        var address = declarations.Find(d => d.Key.Equals(declaration, StringComparison.Ordinal)).Value ?? Lookup(written);
        if (address is null)
        {
            return (written.Length == 0 ? "" : FeedNamespaces.PrefixOfUndeclared(written), "");
        }

        var prefix = FeedNamespaces.PrefixOf(address);
        // A feed whose root is in a namespace of its own making means the usual names by it.
        if (isRoot && _own is null)
        {
            _own = prefix is FeedNamespaces.Unknown ? address : "";
        }

        return (prefix is FeedNamespaces.Unknown && address.Equals(_own, StringComparison.Ordinal) ? "" : prefix, address);
    }

    public void Open(FeedElement element, List<KeyValuePair<string, string>> declarations)
    {
        foreach (var (key, value) in declarations.Take(Most - _declared.Count))
        {
            _declared.Add((element, key.Length > "xmlns:".Length ? key["xmlns:".Length..] : "", value.Trim()));
        }
    }

    public void Close(FeedElement element)
    {
        while (_declared.Count > 0 && _declared[^1].Owner == element)
        {
            _declared.RemoveAt(_declared.Count - 1);
        }
    }

    private string? Lookup(string prefix)
    {
        for (var i = _declared.Count - 1; i >= 0; i--)
        {
            if (_declared[i].Prefix.Equals(prefix, StringComparison.Ordinal))
            {
                return _declared[i].Address;
            }
        }

        return null;
    }
}
