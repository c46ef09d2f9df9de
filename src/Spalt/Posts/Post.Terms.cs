namespace Spalt.Posts;

/// <summary>Tags and categories of a post.</summary>
public sealed partial class Post
{
    /// <summary>Puts a tag on the post; again is nothing.</summary>
    public void TagWith(Tag tag)
    {
        if (Tags.Exists(t => t.TagId == tag.Id))
        {
            return;
        }

        Tags.Add(new PostTag(tag.Id, PublishedAt));
        if (State is PostState.Published)
        {
            Tell(new PostTagged(this, tag.Id));
        }
    }

    /// <summary>Takes a tag off the post; again is nothing.</summary>
    public void Untag(long tagId)
    {
        if (Tags.RemoveAll(t => t.TagId == tagId) > 0 && State is PostState.Published)
        {
            Tell(new PostUntagged(this, tagId));
        }
    }

    /// <summary>Takes the post out of a category; again is nothing.</summary>
    public void Unfile(long categoryId)
    {
        if (Categories.RemoveAll(c => c.CategoryId == categoryId) > 0 && State is PostState.Published)
        {
            Tell(new PostUnfiled(this, categoryId));
        }
    }

    /// <summary>Files the post under a category; again is nothing.</summary>
    public void FileUnder(Category category)
    {
        if (Categories.Exists(c => c.CategoryId == category.Id))
        {
            return;
        }

        Categories.Add(new PostCategory(category.Id, PublishedAt));
        if (State is PostState.Published)
        {
            Tell(new PostFiled(this, category.Id));
        }
    }
}
