using Spalt.Store;

namespace Spalt.Likes;

public sealed record LikesChanged(long PostId, long NetworkId) : News;
