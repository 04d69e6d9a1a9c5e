// Fixtures share nothing but the machine. Many wait more than they compute.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
