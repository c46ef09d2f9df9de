using System.Security.Cryptography;
using Spalt.Store;

namespace Spalt.Networks;

/// <summary>One newspaper's portal: a host name, a masthead, a publisher.</summary>
[Audited]
public sealed class Network : Entity
{
    /// <summary>What pages can speak.</summary>
    public static readonly IReadOnlyList<string> Languages = ["sv", "en"];

    private const int KeyBytes = 32;

    public const int UsualWatchHours = 24;
    public const int MostWatchHours = 168;
    public const int UsualInvitationsADay = 50;
    public const int MostInvitationsADay = 500;

    private Network()
    {
    }

    /// <summary>Host (and port where it is not the scheme's own) as in the address, lower case.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The masthead.</summary>
    public string Name { get; private set; } = "";

    /// <summary>BCP 47 tag of the language that pages speak, <c>sv</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "sv";

    /// <summary>IANA time zone in which the newspaper's day begins and ends.</summary>
    public string TimeZone { get; private set; } = "Europe/Stockholm";

    public string? Tagline { get; private set; }

    /// <summary>The person who answers in law (Swedish <i>ansvarig utgivare</i>).</summary>
    public string? Publisher { get; private set; }

    public string? NewspaperName { get; private set; }

    public string? NewspaperUrl { get; private set; }

    /// <summary>How to reach whoever answers for the pages: e-mail, telephone, address (Swedish law: SFS 2002:562 §8).</summary>
    public string? Contact { get; private set; }

    /// <summary>Where letters about the pages go: faults, replies, notices.</summary>
    public string? ContactEmail { get; private set; }

    public string? ContactPhone { get; private set; }

    /// <summary>Whom letters of the network say they are from; null for the network's name.</summary>
    public string? MailName { get; private set; }

    /// <summary>Where answers to those letters go; null for <see cref="ContactEmail"/>.</summary>
    public string? ReplyTo { get; private set; }

    /// <summary>How large a picture may be that somebody uploads; null for as large as the program takes.</summary>
    public int? PictureMegabytes { get; private set; }

    /// <summary>Room for the pictures of a blog that has none of its own; null for as much as the operator gives.</summary>
    public int? BlogMegabytes { get; private set; }

    /// <summary>How many people a blog may invite in a day; null for <see cref="UsualInvitationsADay"/>.</summary>
    public int? InvitationsADay { get; private set; }

    /// <summary>Whether readers may comment, as far as the network decides (<see cref="CommentTerms"/>).</summary>
    public CommentRule CommentRule { get; private set; }

    /// <summary>For <see cref="CommentRule.ClosedAfter"/>: so many days after a post went out.</summary>
    public int? CommentDays { get; private set; }

    public Commenters Commenters { get; private set; }

    public CommentApproval CommentApproval { get; private set; }

    /// <summary>The one accent colour, <c>#rrggbb</c>.</summary>
    public string Accent { get; private set; } = "#0a5a63";

    /// <summary>Grows with every change: of two publishers who change the same at once, the second is told.</summary>
    [NotAudited]
    public int Version { get; private set; }

    public int? WatchHours { get; private set; }

    /// <summary>When the publishers were last told that nobody had looked.</summary>
    [NotAudited]
    public DateTimeOffset? WatchMissedAt { get; private set; }

    [NotAudited]
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>32 random bytes that nobody is told, of which links and hashes are made that only we can make.</summary>
    [NotAudited]
    public byte[] Key { get; private set; } = [];

    public static Network Start(string host, string name, string language, DateTimeOffset now)
    {
        var network = new Network { Host = NormalizeHost(host), Name = name.Trim(), Language = language, CreatedAt = now, Key = RandomNumberGenerator.GetBytes(KeyBytes) };
        network.Tell(new NetworkChanged(network));
        return network;
    }

    public void Rename(string name)
    {
        Name = name.Trim();
        Changed();
    }

    /// <summary>Somebody answers for the network, where nobody did.</summary>
    public void AnswerFor(string name)
    {
        Publisher ??= Known(name);
        Changed();
    }

    public void Describe(string? tagline, string? publisher, string? newspaperName, string? newspaperUrl, string? accent, string? contact = null)
    {
        Tagline = Known(tagline);
        Publisher = Known(publisher);
        NewspaperName = Known(newspaperName);
        NewspaperUrl = Known(newspaperUrl);
        Accent = accent ?? Accent;
        Contact = Known(contact);
        Changed();
    }

    /// <summary>How whoever answers for the pages is reached; named on every page.</summary>
    public void BeReachedAt(string? contact, string? email, string? phone)
    {
        (Contact, ContactEmail, ContactPhone) = (Known(contact), Known(email), Known(phone));
        Changed();
    }

    /// <param name="language"><c>sv</c> or <c>en</c></param>
    /// <param name="timeZone">IANA name; whoever changes it counts the months anew</param>
    public void SettleIn(string language, string timeZone)
    {
        (Language, TimeZone) = (language, timeZone);
        Changed();
    }

    /// <summary>What letters say of themselves; what is null follows from the network's name and address.</summary>
    public void WriteAs(string? mailName, string? replyTo)
    {
        (MailName, ReplyTo) = (Known(mailName), Known(replyTo));
        Changed();
    }

    /// <summary>What is null is as the program has it. Whoever calls it knows the operator's bounds.</summary>
    public void Limit(int? pictureMegabytes, int? blogMegabytes, int? invitationsADay)
    {
        (PictureMegabytes, BlogMegabytes, InvitationsADay) = (pictureMegabytes, blogMegabytes, invitationsADay);
        Changed();
    }

    public void AllowComments(CommentTerms terms)
    {
        (CommentRule, CommentDays, Commenters, CommentApproval) =
            (terms.Rule, terms.Rule is CommentRule.ClosedAfter ? terms.Days : null, terms.Commenters, terms.Approval);
        Changed();
    }

    /// <summary>For so many hours nobody may have looked at what stands on open blogs before the publishers are told; null for <see cref="UsualWatchHours"/>.</summary>
    public void WatchEvery(int? hours)
    {
        WatchHours = hours;
        Changed();
    }

    /// <summary>Nobody looked for too long, and the publishers are told.</summary>
    public void MissWatch(DateTimeOffset now) => WatchMissedAt = now;

    public void Paint(string accent)
    {
        Accent = accent;
        Changed();
    }

    /// <summary>A time zone by its IANA name; null where there is none of that name.</summary>
    public static TimeZoneInfo? ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>Whether a text is a colour <c>#rrggbb</c>.</summary>
    public static bool IsAccent(string text) => text is ['#', .. var digits] && digits.Length == 6 && digits.All(char.IsAsciiHexDigit);

    /// <summary>Host names are compared without case and without a final dot (RFC 3986 §3.2.2, RFC 1034 §3.1).</summary>
    public static string NormalizeHost(string host) => host.Trim().TrimEnd('.').ToLowerInvariant();

    private void Changed()
    {
        Version++;
        Tell(new NetworkChanged(this));
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public sealed record NetworkChanged(Network Network) : News;
