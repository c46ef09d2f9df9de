namespace Spalt.Store;

/// <summary>A fact that an entity records when a verb changes it. <see cref="Reactions"/> says what follows.</summary>
public abstract record News;

/// <summary>An entity that records news; <see cref="SpaltDb"/> collects it when the change is saved.</summary>
public abstract class Entity
{
    private List<News>? _news;

    /// <summary>Database id; 0 until saved.</summary>
    public long Id { get; internal set; }

    /// <summary>Records that something happened; called by verbs only.</summary>
    protected void Tell(News news) => (_news ??= []).Add(news);

    /// <summary>What happened since the last save.</summary>
    internal IReadOnlyList<News> NewsSoFar => _news ?? [];

    /// <summary>Hands over what happened since the last save.</summary>
    internal IReadOnlyList<News> TakeNews()
    {
        var news = _news;
        _news = null;
        return news ?? [];
    }
}
