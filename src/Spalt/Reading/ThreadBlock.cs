using Spalt.Comments;
using Spalt.Networks;

namespace Spalt.Reading;

/// <summary>Comments as the post's own page and the pages of its thread show them.</summary>
/// <param name="Shown">How many comments the post has.</param>
/// <param name="TakesAnswers">Whether one may answer them.</param>
internal sealed record ThreadBlock(ThreadPart Part, NetworkFace Network, long PostId, string PostPath, int Shown, bool TakesAnswers)
{
    public ThreadAddress Pages => ThreadAddress.Of(PostId);

    public string AddressOf(ThreadedComment comment) => CommentAnchor.Address(PostPath, PostId, Shown, comment.Anchor);

    /// <summary>The thread from its beginning, in that order.</summary>
    public string Beginning(ThreadOrder order) => order is ThreadOrder.Oldest ? PostPath + "#comments" : Pages.In(order);
}
