using Spalt.Language;

namespace Spalt.Imports;

/// <summary>On what terms a page comes in.</summary>
/// <param name="Author">Who wrote the posts that name nobody.</param>
/// <param name="AsOf">When the page was saved: undated posts are no newer; null if nobody knows.</param>
/// <param name="Now">The time of the import.</param>
internal sealed record ImportTerms(string Author, DateTimeOffset? AsOf, DateTimeOffset Now)
{
    /// <summary>Is told what the person who imports should know.</summary>
    public Action<string> Notes { get; init; } = _ => { };

    public FetchedPictures Pictures { get; init; } = FetchedPictures.None;

    /// <summary>What stands for a picture that was not fetched and has no alternative text.</summary>
    public string PictureText { get; } = Texts.Say("Import.Picture");

    /// <summary>The headline of a post without a headline and without a word.</summary>
    public string Untitled { get; } = Texts.Say("Import.Untitled");
}

/// <param name="Added">Posts written.</param>
/// <param name="Known">Posts that the blog had already.</param>
/// <param name="Comments">Comments written.</param>
internal sealed record ImportCount(int Added, int Known, int Comments)
{
    public static readonly ImportCount Nothing = new(0, 0, 0);

    public static ImportCount operator +(ImportCount a, ImportCount b) => new(a.Added + b.Added, a.Known + b.Known, a.Comments + b.Comments);
}
