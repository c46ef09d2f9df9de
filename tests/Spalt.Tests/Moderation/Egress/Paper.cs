namespace Spalt.Tests.Moderation.Egress;

/// <summary>How it stands with a comment, whoever may read it.</summary>
internal enum Fate
{
    /// <summary>Somebody in the newsroom is to decide about it.</summary>
    Waits,

    /// <summary>Nobody keeps it from the readers.</summary>
    IsOut,
    Refused,
    TakenBack,
}

/// <summary>
/// What the newspaper promises, in words of its own: this knows nothing of the product, and no database. A blog, of which somebody says
/// who answers for what readers write there.
/// </summary>
internal sealed class PaperBlog(string slug, bool isEdited)
{
    public string Slug => slug;

    public bool IsEdited { get; private set; } = isEdited;

    public List<PaperPost> Posts { get; } = [];

    /// <summary>From now on the newspaper has read everything first, or it has not. What it has not read waits where it has to.</summary>
    public void Declare(bool edited)
    {
        IsEdited = edited;
        Posts.ForEach(p => p.Obey());
    }
}

internal sealed class PaperPost
{
    public PaperPost(PaperBlog blog)
    {
        Blog = blog;
        blog.Posts.Add(this);
    }

    public PaperBlog Blog { get; private set; }

    public List<PaperComment> Comments { get; } = [];

    public bool IsPublic { get; set; } = true;

    public bool TakesComments { get; set; } = true;

    /// <summary>Whether only the program has written here. Where another one has, in ways that it should not, nothing is promised but silence.</summary>
    public bool IsTidy => Comments.TrueForAll(c => !c.IsForged);

    /// <summary>What readers get to see, and nothing else.</summary>
    public IEnumerable<PaperComment> Seen => Comments.Where(c => c.IsSeen);

    /// <summary>What somebody is to decide about: none of a post that nobody reads.</summary>
    public IEnumerable<PaperComment> Queue => Comments.Where(c => IsPublic && c.Fate is Fate.Waits);

    public void MoveTo(PaperBlog blog)
    {
        Blog.Posts.Remove(this);
        Blog = blog;
        blog.Posts.Add(this);
        Obey();
    }

    public void Obey() => Comments.ForEach(c => c.Obey());
}

/// <summary>Who writes: as far as somebody may have decided about them.</summary>
internal sealed class PaperPerson
{
    public bool IsBanned { get; set; }

    /// <summary>So many of their next comments wait.</summary>
    public int Held { get; set; }
}

/// <summary>A comment. Each text and each name is a word that stands nowhere else in the world.</summary>
internal sealed class PaperComment(PaperPost post, PaperComment? answers, PaperPerson by, string? name, string text)
{
    public PaperPost Post => post;

    /// <summary>The comment at the beginning of its branch; itself, where it answers the post.</summary>
    public PaperComment Top => answers is null ? this : answers.Top;

    public PaperPerson By => by;

    /// <summary>Null where it stands nowhere any more, or is not this comment's alone.</summary>
    public string? Name { get; private set; } = name;

    public string Text { get; private set; } = text;

    /// <summary>What it has said, in order, the last of it not.</summary>
    public List<string> Before { get; } = [];

    /// <summary>The text that a named person has let through.</summary>
    public string? Approved { get; private set; }

    public Fate Fate { get; private set; }

    /// <summary>Another program has changed the row.</summary>
    public bool IsForged { get; private set; }

    /// <summary>Where nobody can any more: its writer has left.</summary>
    public bool IsOrphaned { get; private set; }

    /// <summary>THE promise: on an edited blog nothing but what a named person approved, exactly so.</summary>
    public bool IsSeen => post.IsPublic && Fate is Fate.IsOut && (!post.Blog.IsEdited || Approved == Text);

    public bool MayChange => !IsOrphaned && Fate is Fate.Waits or Fate.IsOut;

    /// <param name="isHeld">Whether a rule, or what was decided about its writer, wants it to wait.</param>
    public PaperComment Arrive(bool isHeld)
    {
        post.Comments.Add(this);
        Fate = post.Blog.IsEdited || isHeld ? Fate.Waits : Fate.IsOut;
        return this;
    }

    public void Edit(string words, bool isHeld)
    {
        Say(words);
        Fate = post.Blog.IsEdited || isHeld || Fate is Fate.Waits ? Fate.Waits : Fate.IsOut;
    }

    public void TakeBack() => Fate = Fate.TakenBack;

    public void Approve()
    {
        Approved = Text;
        Decide(Fate.IsOut);
    }

    public void Refuse() => Decide(Fate.Refused);

    public void Hide()
    {
        if (Fate is Fate.IsOut)
        {
            (Approved, Fate) = (null, Fate.Waits);
        }
    }

    /// <summary>The blog's word is another now: what nobody let through as it stands waits.</summary>
    public void Obey()
    {
        if (post.Blog.IsEdited && Fate is Fate.IsOut && Approved != Text)
        {
            Fate = Fate.Waits;
        }
    }

    /// <summary>Its writer leaves the newspaper.</summary>
    public void Orphan(bool isNameless, bool isTakenBack)
    {
        IsOrphaned = true;
        Name = isNameless ? null : Name;
        Fate = isTakenBack ? Fate.TakenBack : Fate;
    }

    /// <summary>A faulty program, or an older one, lets it out without asking anybody.</summary>
    public void ForgeState() => (IsForged, Fate) = (true, Fate.IsOut);

    /// <summary>The same puts other words into its mouth.</summary>
    public void ForgeText(string words)
    {
        IsForged = true;
        Say(words);
    }

    private void Say(string words)
    {
        Before.Add(Text);
        Text = words;
    }

    /// <summary>What its writer took back stays so.</summary>
    private void Decide(Fate fate) => Fate = Fate is Fate.TakenBack ? Fate : fate;
}
