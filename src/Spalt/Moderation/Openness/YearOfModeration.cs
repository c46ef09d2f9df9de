using System.Text.Json;
using Spalt.Ledger;

namespace Spalt.Moderation.Openness;

/// <summary>What a newspaper did about comments and posts in a year (DSA, art. 15), counted from its ledger and nowhere else typed.</summary>
/// <param name="Year">as it is in the network's time zone</param>
internal sealed class YearOfModeration(int year)
{
    private readonly Dictionary<string, int> _byGround = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _noticesByGround = new(StringComparer.Ordinal);
    private readonly Dictionary<long, DateTimeOffset> _filed = [];
    private readonly List<TimeSpan> _waits = [];

    public int Year => year;

    public int Approved { get; private set; }

    /// <summary>Comments refused or taken away, and posts taken down.</summary>
    public int Refused { get; private set; }

    public int RefusedUponNotice { get; private set; }

    public int Hidden { get; private set; }

    public int Closed { get; private set; }

    public int Restored { get; private set; }

    /// <summary>Decisions that no person made.</summary>
    public int Automatic { get; private set; }

    public int Warned { get; private set; }

    /// <summary>People whose comments were held, who were suspended or banned.</summary>
    public int Suspended { get; private set; }

    /// <summary>Of those, what was lifted again before its time.</summary>
    public int Lifted { get; private set; }

    public int Notices { get; private set; }

    public int NoticesUpheld { get; private set; }

    public int NoticesDismissed { get; private set; }

    public int Replies { get; private set; }

    public int RepliesGranted { get; private set; }

    public int RepliesRefused { get; private set; }

    public int Appeals { get; private set; }

    public int AppealsUpheld { get; private set; }

    public int AppealsRefused { get; private set; }

    /// <summary>What was refused, by ground; the commonest first.</summary>
    public IEnumerable<(DecisionGround Ground, int Count)> ByGround => Sorted(_byGround);

    public IEnumerable<(DecisionGround Ground, int Count)> NoticesByGround => Sorted(_noticesByGround);

    /// <summary>Half of the notices were decided within so long; null where none was.</summary>
    public TimeSpan? MedianWait => _waits.Count == 0 ? null : _waits.Order().ElementAt(_waits.Count / 2);

    public void Count(LedgerLine line)
    {
        using var json = JsonDocument.Parse(line.Text);
        var data = json.RootElement.GetProperty("data");
        switch (line.Kind)
        {
            case "decision":
                CountDecision(data);
                break;
            case "notice":
                Notices++;
                _filed[data.GetProperty("id").GetInt64()] = line.At;
                Add(_noticesByGround, data);
                break;
            case "notice-decided":
                CountDecided(data, line.At);
                break;
            case "reply":
                Replies++;
                break;
            case "appeal":
                Appeals++;
                break;
            case "appeal-decided":
                (AppealsUpheld, AppealsRefused) = data.GetProperty("upheld").GetBoolean() ? (AppealsUpheld + 1, AppealsRefused) : (AppealsUpheld, AppealsRefused + 1);
                break;
        }
    }

    private void CountDecision(JsonElement data)
    {
        Automatic += data.GetProperty("automatic").GetBoolean() ? 1 : 0;
        switch (data.GetProperty("verb").GetString())
        {
            case nameof(DecisionVerb.Approve):
                Approved++;
                break;
            case nameof(DecisionVerb.Refuse):
                Refused++;
                RefusedUponNotice += data.GetProperty("reported").GetBoolean() ? 1 : 0;
                Add(_byGround, data);
                break;
            case nameof(DecisionVerb.Hide):
                Hidden++;
                break;
            case nameof(DecisionVerb.CloseThread):
                Closed++;
                break;
            case nameof(DecisionVerb.Restore):
                Restored++;
                break;
            case nameof(DecisionVerb.GrantReply):
                RepliesGranted++;
                break;
            case nameof(DecisionVerb.RefuseReply):
                RepliesRefused++;
                break;
            case nameof(DecisionVerb.Warn):
                Warned++;
                break;
            case nameof(DecisionVerb.Hold) or nameof(DecisionVerb.Suspend) or nameof(DecisionVerb.Ban):
                Suspended++;
                break;
            case nameof(DecisionVerb.Lift):
                Lifted++;
                break;
        }
    }

    private void CountDecided(JsonElement data, DateTimeOffset at)
    {
        (NoticesUpheld, NoticesDismissed) = data.GetProperty("upheld").GetBoolean() ? (NoticesUpheld + 1, NoticesDismissed) : (NoticesUpheld, NoticesDismissed + 1);

        // One that was filed last year counts among the decided, but how long it took is not known here.
        if (_filed.Remove(data.GetProperty("id").GetInt64(), out var filed))
        {
            _waits.Add(at - filed);
        }
    }

    private static void Add(Dictionary<string, int> counts, JsonElement data)
    {
        var ground = data.GetProperty("ground").GetString()!;
        counts[ground] = counts.GetValueOrDefault(ground) + 1;
    }

    private static IEnumerable<(DecisionGround Ground, int Count)> Sorted(Dictionary<string, int> counts) =>
        counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (Enum.Parse<DecisionGround>(c.Key), c.Value));
}
