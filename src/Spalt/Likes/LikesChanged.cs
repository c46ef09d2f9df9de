using Spalt.Store;

namespace Spalt.Likes;

public sealed record LikesChanged(Likeable What) : News;
