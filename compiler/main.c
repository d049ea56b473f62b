#include <stdio.h>

int main(void)
{
    printf("referat %s\n", REFERAT_VERSION);
    return 0;
}
