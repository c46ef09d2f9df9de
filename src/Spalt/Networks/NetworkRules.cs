using Spalt.Store;

namespace Spalt.Networks;

/// <summary>The rules of a network as they were from one day on. Each version stays; none is changed.</summary>
[Audited(nameof(Version), nameof(Markdown))]
public sealed class NetworkRules : Entity
{
    private NetworkRules()
    {
    }

    public long NetworkId { get; private set; }

    /// <summary>1 for the first.</summary>
    public int Version { get; private set; }

    /// <summary>As it was written.</summary>
    public string Markdown { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string Html { get; private set; } = "";

    /// <summary>The account that wrote it.</summary>
    public long ById { get; private set; }

    /// <summary>What that was called.</summary>
    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <param name="text">As it was written, and sanitised.</param>
    public static NetworkRules Set(long networkId, int version, (string Markdown, string Html) text, (long Id, string Name) by, DateTimeOffset at)
    {
        var rules = new NetworkRules { NetworkId = networkId, Version = version, Markdown = text.Markdown, Html = text.Html, ById = by.Id, ByName = by.Name, At = at };
        rules.Tell(new RulesSet(rules));
        return rules;
    }
}

public sealed record RulesSet(NetworkRules Rules) : News;
