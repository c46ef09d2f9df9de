using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Posts;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>A sequence while it is played: each step is done in the product and on paper, and now and then somebody looks.</summary>
internal sealed partial class Story
{
    private readonly Town _town;
    private readonly int _number;
    private readonly List<PlacedPost> _posts = [];
    private readonly List<PlacedComment> _comments = [];
    private readonly Dictionary<string, long> _blogIds;

    /// <summary>Words that are said together with one that a rule holds.</summary>
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private int _words;

    private Story(Town town, int number, Ground ground, bool isEdited)
    {
        (_town, _number) = (town, number);
        (Home, Other) = (new(ground.HomeSlug, isEdited), new(ground.OtherSlug, !isEdited));
        var post = ground.Post;
        _posts.Add(new(new PaperPost(Home), post.Id, post.Slug, post.PublishedAt!.Value, post.PublishedPrecision));
        _posts[0].Addresses.Add(PathOf(_posts[0]));
        Told.Add($"a post on {Home.Slug}, which is {(isEdited ? "edited" : "open")}");
        _blogIds = new(StringComparer.Ordinal) { [ground.HomeSlug] = ground.HomeId, [ground.OtherSlug] = ground.OtherId };
    }

    /// <summary>What was done, as people read it.</summary>
    public List<string> Told { get; } = [];

    private PaperBlog Home { get; }

    private PaperBlog Other { get; }

    private DateTimeOffset Now => _town.Site.Clock.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Plays it; null where every promise was kept, otherwise what happened.</summary>
    public static async Task<Failure?> PlayAsync(Town town, Sequence sequence)
    {
        var story = new Story(town, town.NextSequence(), await town.GroundAsync(sequence.IsEdited), sequence.IsEdited);
        try
        {
            foreach (var step in sequence.Steps)
            {
                story._town.Site.Clock.Now += TimeSpan.FromSeconds(1);
                await story.DoAsync(step);
                await story.GlanceAsync(step.C);
            }

            await story.LookAroundAsync(sequence.Steps[^1].C);
            if (sequence.Walks)
            {
                await story.WalkAsync();
            }

            await story.LeaveAsync();
            return null;
        }
        catch (BrokenPromiseException broken)
        {
            await story.LeaveAsync();
            return new Failure(sequence, story.Told, broken.Message);
        }
    }

    private Task DoAsync(Step step)
    {
        var (comment, post) = (Pick(_comments, step.A), Pick(_posts, step.A)!);
        return step.Kind switch
        {
            StepKind.Write => WriteAsync(post, null, step.B),
            StepKind.Answer => AnswerAsync(post, step),
            StepKind.Edit => EditAsync(Pick(Changeable, step.A), null, step.B),
            StepKind.EditBack => EditBackAsync(Pick([.. Changeable.Where(c => c.Paper.Before.Count > 0)], step.A), step.B),
            StepKind.TakeBack => TakeBackAsync(Pick(Changeable, step.A), step.B),
            StepKind.Import => ImportAsync(step.B % 3 == 0 ? Other : Home, step.B),
            StepKind.ImportMore => ImportMoreAsync(Pick([.. _posts.Where(p => p.Imported is { } blog && blog == p.Paper.Blog && p.Paper.IsPublic)], step.A)),
            StepKind.Approve => ApproveAsync(comment, step.B % 3 == 0),
            StepKind.ApproveAll => ApproveAllAsync(),
            StepKind.Refuse => RefuseAsync(comment, step.B % 3 == 0),
            StepKind.Restore => ApproveAsync(Pick([.. _comments.Where(c => c.Paper.Fate is Fate.Refused)], step.A), step.B % 3 == 0),
            StepKind.Hide => HideAsync(Pick([.. _comments.Where(c => c.Paper.Fate is Fate.IsOut)], step.A), step.B % 3 == 0),
            StepKind.Dismiss => DismissAsync(comment),
            StepKind.DecideLate => DecideLateAsync(comment, step.B),
            StepKind.DecideAtOnce => DecideAtOnceAsync(comment, step.B),
            StepKind.Appeal => AppealAsync(Pick([.. _comments.Where(c => c.Paper.Fate is Fate.IsOut)], step.A), step.B),
            StepKind.Declare => DeclareAsync(step.A % 4 == 0 ? Other : Home, edited: null),
            StepKind.Move => MoveAsync(post),
            StepKind.Withdraw => WithdrawAsync(post),
            StepKind.TakeDown => TakeDownAsync(post),
            StepKind.Return => ReturnAsync(Pick([.. _posts.Where(p => !p.Paper.IsPublic)], step.A)),
            StepKind.CloseThread or StepKind.OpenThread => OpenThreadAsync(post, step.Kind is StepKind.OpenThread),
            StepKind.Restrict => RestrictAsync(Pick([.. _comments.Where(c => c.Email is not null && !c.IsReaders)], step.A), step.B % 2 == 0),
            StepKind.Leave => LeaveAsync(Pick([.. _comments.Where(c => c.Login is not null && !c.Paper.IsOrphaned)], step.A), step.B),
            StepKind.Forge => ForgeAsync(comment, step.B),
            StepKind.Wait => WaitAsync(),
            StepKind.Letter => LetterAsync(post),
            StepKind.Elsewhere => ElsewhereAsync(post),
            StepKind.Restart => RestartAsync(),
            _ => throw new InvalidOperationException($"Nobody knows how to {step.Kind}."),
        };
    }

    /// <summary>What its writer has the key to, for a while.</summary>
    private List<PlacedComment> Changeable => [.. _comments.Where(c => c.Key is not null && c.Paper.MayChange)];

    private bool IsInTime(PlacedComment comment) => Now < comment.At + Comment.SecondThoughts;

    private static T? Pick<T>(IReadOnlyList<T> among, int which)
        where T : class => among.Count == 0 ? null : among[which % among.Count];

    private string PathOf(PlacedPost post) => _town.Face.Path(post.Paper.Blog.Slug, post.Slug, post.At, post.Precision);

    private string NewWord(char kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{_number}x{++_words}");

    /// <summary>What is typed to say a word. A word is always said alike.</summary>
    private static string Typed(string word, bool isHeld) => isHeld ? $"Jag säger {word} och {Town.HeldWord}." : $"Jag säger {word}.";

    /// <summary>What still waits would fill the queue of those who come after.</summary>
    private async Task LeaveAsync()
    {
        var waiting = _comments.Where(c => c.Paper.Fate is Fate.Waits).ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        waiting.ForEach(c => c.Paper.Refuse());
        var ids = _posts.ConvertAll(p => p.Id);
        await _town.DoAsync(db => db.Comments.Where(c => ids.Contains(c.PostId) && c.State == CommentState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CommentState.Rejected), Cancel));
    }
}

/// <summary>A post of a story, and where it is found.</summary>
internal sealed record PlacedPost(PaperPost Paper, long Id, string Slug, DateTimeOffset At, PublishedPrecision Precision)
{
    /// <summary>All that it ever had.</summary>
    public HashSet<string> Addresses { get; } = new(StringComparer.Ordinal);

    /// <summary>The blog into which it was imported, and the page; null for one that was written here.</summary>
    public PaperBlog? Imported { get; init; }

    public List<(long Origin, string Html)> Page { get; } = [];

    public bool IsTakenDown { get; set; }

    public long? FollowerId { get; set; }
}

/// <summary>A comment of a story: what its writer has in hand.</summary>
/// <param name="Key">The secret by which it is changed; null for one that was imported.</param>
internal sealed record PlacedComment(PaperComment Paper, PlacedPost Post, long Id, string? Key, string? Email, DateTimeOffset At)
{
    /// <summary>Its number on the page that it came from.</summary>
    public long? Origin { get; init; }

    public Spalt.Accounts.Login? Login { get; init; }

    /// <summary>Whether Rita wrote it, about whom nothing is decided: she is in every story.</summary>
    public bool IsReaders { get; init; }

    public string Which => Origin is { } origin ? string.Create(CultureInfo.InvariantCulture, $"{origin}") : string.Create(CultureInfo.InvariantCulture, $"s{Id}");

    public string Said => $"{Paper.Text} ({Paper.Name ?? "nameless"})";
}

internal sealed record Failure(Sequence Sequence, IReadOnlyList<string> Told, string Broken)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {Sequence.Seed}{(Sequence.Walks ? ", walks" : "")}: {Broken}\n  {string.Join("\n  ", Told)}\nSteps: {string.Join(", ", Sequence.Steps)}");
}
