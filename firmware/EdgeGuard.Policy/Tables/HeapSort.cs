namespace EdgeGuard.Policy;

/// <summary>Sorts in place without a second array; the device has no Array.Sort.</summary>
internal static class HeapSort
{
    /// <summary>Sorts the first <paramref name="count"/> numbers, smallest first.</summary>
    internal static void Sort(long[] items, int count)
    {
        for (int root = count / 2 - 1; root >= 0; root--) Sift(items, root, count);
        for (int end = count - 1; end > 0; end--)
        {
            long largest = items[0];
            items[0] = items[end];
            items[end] = largest;
            Sift(items, 0, end);
        }
    }

    private static void Sift(long[] items, int root, int count)
    {
        long item = items[root];
        while (true)
        {
            int child = root * 2 + 1;
            if (child >= count) break;
            if (child + 1 < count && items[child + 1] > items[child]) child++;
            if (items[child] <= item) break;
            items[root] = items[child];
            root = child;
        }
        items[root] = item;
    }
}
