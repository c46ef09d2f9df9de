using Spalt.Formats.Swedish;

namespace Spalt.Moderation.Rules;

/// <summary>In how many of the comments that this newsroom decided about a word stood (<see cref="CommentClassifier.Keys"/>).</summary>
public sealed class LearntWord
{
    private LearntWord()
    {
    }

    public LearntWord(long networkId, string word) => (NetworkId, Word) = (networkId, word);

    public long NetworkId { get; private set; }

    public string Word { get; private set; } = "";

    public int Fine { get; private set; }

    public int Unwanted { get; private set; }

    public TraitCount Count => new(Fine, Unwanted);

    public void Learn(bool isUnwanted) => (Fine, Unwanted) = Count.With(isUnwanted, 1);

    public void Unlearn(bool isUnwanted) => (Fine, Unwanted) = Count.With(isUnwanted, -1);
}

/// <summary>What was learnt of a comment's text, so that it is learnt once, and can be undone.</summary>
public sealed class LearntComment
{
    private LearntComment()
    {
    }

    public LearntComment(long commentId, byte[] textHash, bool isUnwanted) => (CommentId, TextHash, IsUnwanted) = (commentId, textHash, isUnwanted);

    public long CommentId { get; private set; }

    /// <summary>SHA-256 of the words alone: a name that goes when an account is closed makes no other text of it.</summary>
    public byte[] TextHash { get; private set; } = [];

    public bool IsUnwanted { get; private set; }

    public void Become(bool isUnwanted) => IsUnwanted = isUnwanted;
}
