namespace Spalt.Media;

/// <summary>Why a file is not taken in. Each has words for people: <c>Picture.Fault.…</c>.</summary>
internal enum PictureFault
{
    /// <summary>None of the kinds that we take.</summary>
    Kind,

    /// <summary>A drawing that can hold script.</summary>
    Svg,

    /// <summary>More bytes than we take.</summary>
    Bytes,

    /// <summary>Larger than anybody needs, or a bomb.</summary>
    Pixels,

    /// <summary>An animation of too many pictures.</summary>
    Frames,

    /// <summary>Cut short, or not what it says.</summary>
    Broken,

    /// <summary>Took the converter more time or memory than it gets.</summary>
    Heavy,

    /// <summary>This machine has no converter.</summary>
    Tools,

    /// <summary>The blog's room is used up.</summary>
    Quota,

    /// <summary>The blog is closed or in the archive: what it shows stays as it was.</summary>
    Shut,
}
